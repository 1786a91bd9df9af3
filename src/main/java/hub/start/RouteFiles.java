package hub.start;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.scan.DefaultPackageScanResourceResolver;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Finds {@code classpath:folder/*.yaml} by the packaged jar's index. What Camel brings for Spring Boot unpacks the whole jar,
 * and the jars inside it, once for each pattern: seconds of a start.
 */
class RouteFiles extends DefaultPackageScanResourceResolver {
    private static final Pattern ONE_FOLDER = Pattern.compile("classpath:([^*?{]+/)([^/]*[*?][^/]*)");

    private final ResourcePatternResolver index = new PathMatchingResourcePatternResolver();

    @Override
    public Collection<Resource> findResources(String location, Predicate<String> filter) throws Exception {
        Matcher place = ONE_FOLDER.matcher(location);
        if (!place.matches()) {
            return super.findResources(location, filter);
        }
        ResourceLoader loader = PluginHelper.getResourceLoader(getCamelContext());
        List<Resource> found = new ArrayList<>();
        // With the star a folder that is not there is no failure.
        for (var file : index.getResources("classpath*:" + place.group(1) + place.group(2))) {
            String name = place.group(1) + file.getFilename();
            if (filter == null || filter.test(name)) {
                found.add(loader.resolveResource("classpath:" + name));
            }
        }
        return found;
    }
}
