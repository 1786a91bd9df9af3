package practice.data;

import java.util.Map;
import practice.orm.Env;

/** Countries and states with the ids that a real Odoo gives them. */
final class Geography {
    private static final String COUNTRIES = """
            2;AE;United Arab Emirates;971
            12;AT;Austria;43
            13;AU;Australia;61
            20;BE;Belgium;32
            31;BR;Brazil;55
            35;BW;Botswana;267
            38;CA;Canada;1
            43;CH;Switzerland;41
            57;DE;Germany;49
            65;EG;Egypt;20
            68;ES;Spain;34
            75;FR;France;33
            231;GB;United Kingdom;44
            104;IN;India;91
            109;IT;Italy;39
            113;JP;Japan;81
            114;KE;Kenya;254
            156;MX;Mexico;52
            163;NG;Nigeria;234
            165;NL;Netherlands;31
            183;PT;Portugal;351
            233;US;United States;1
            247;ZA;South Africa;27
            248;ZM;Zambia;260
            249;ZW;Zimbabwe;263
            """;
    private static final String STATES = """
            2;NSW;New South Wales;13
            4;QLD;Queensland;13
            13;CA;California;233
            14;CO;Colorado;233
            19;GA;Georgia;233
            22;IL;Illinois;233
            35;NY;New York;233
            42;MA;Massachusetts;233
            52;TX;Texas;233
            56;WA;Washington;233
            299;GP;Gauteng;247
            300;KZN;KwaZulu-Natal;247
            302;MP;Mpumalanga;247
            533;AB;Alberta;38
            534;BC;British Columbia;38
            535;MB;Manitoba;38
            955;GE;Gelderland;165
            1359;DE-BW;Baden-Württemberg;57
            1360;DE-BY;Bayern;57
            1361;DE-BE;Berlin;57
            1873;VAN;Antwerp;20
            1875;VOV;East Flanders;20
            1876;VBR;Flemish Brabant;20
            """;

    private Geography() {}

    static void create(Env env) {
        COUNTRIES
                .lines()
                .map(line -> line.split(";"))
                .forEach(part -> at(
                        env, "res.country", part[0], Map.of("code", part[1], "name", part[2], "phone_code", part[3])));
        STATES.lines()
                .map(line -> line.split(";"))
                .forEach(part -> at(
                        env,
                        "res.country.state",
                        part[0],
                        Map.of("code", part[1], "name", part[2], "country_id", part[3])));
    }

    /** Creates a record under a given id. */
    private static void at(Env env, String model, String id, Map<String, Object> values) {
        Data.createAt(env, model, Integer.parseInt(id), values);
    }
}
