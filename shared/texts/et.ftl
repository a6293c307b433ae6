# Tekstid kasutajatele: en.ftl on allikas.

## Warnings about values
text-emails-left-out =
    { $count ->
        [one] 1 meiliaadress jäeti välja, sest see on vigane.
       *[other] { $count } meiliaadressi jäeti välja, sest need on vigased.
    }
text-phones-unreadable =
    { $count ->
        [one] 1 telefoninumber jäeti välja, sest seda ei saanud riigi { $country } numbrina lugeda.
       *[other] { $count } telefoninumbrit jäeti välja, sest neid ei saanud riigi { $country } numbritena lugeda.
    }
text-phones-unreadable-no-country =
    { $count ->
        [one] 1 telefoninumber jäeti välja, sest sellest ei saanud kehtivat numbrit välja lugeda (ekspordil pole vaikeriiki).
       *[other] { $count } telefoninumbrit jäeti välja, sest neist ei saanud kehtivat numbrit välja lugeda (ekspordil pole vaikeriiki).
    }
text-phones-extension =
    { $count ->
        [one] 1 telefoninumber jäeti välja, sest sellel on sisenumber: ilma selleta on see keskjaama, mitte inimese number.
       *[other] { $count } telefoninumbrit jäeti välja, sest neil on sisenumber: ilma selleta on see keskjaama, mitte inimese number.
    }
text-phones-letters =
    { $count ->
        [one] 1 telefoninumber jäeti välja, sest selles on tähti, mida selle riigi numbrites ei ole.
       *[other] { $count } telefoninumbrit jäeti välja, sest neis on tähti, mida selle riigi numbrites ei ole.
    }
text-phones-lost-digits =
    { $count ->
        [one] 1 telefoninumber jäeti välja, sest see on kirjutatud kümnendarvuna, mille viimased numbrid võivad olla kadunud (näiteks 4.93E+11). Kirjutage veerg teksti või täisarvudena.
       *[other] { $count } telefoninumbrit jäeti välja, sest need on kirjutatud kümnendarvudena, mille viimased numbrid võivad olla kadunud (näiteks 4.93E+11). Kirjutage veerg teksti või täisarvudena.
    }
text-values-invalid =
    { $count ->
        [one] Veeru „{ $column }“ 1 väärtus jäeti välja. Väljale { $field } sobib { $takes }.
       *[other] Veeru „{ $column }“ { $count } väärtust jäeti välja. Väljale { $field } sobib { $takes }.
    }
text-values-lost-digits =
    { $count ->
        [one] Veeru „{ $column }“ 1 väärtus jäeti välja, sest see on kirjutatud kümnendarvuna, mille viimased numbrid võivad olla kadunud (näiteks 4.93E+11). Kirjutage veerg teksti või täisarvudena.
       *[other] Veeru „{ $column }“ { $count } väärtust jäeti välja, sest need on kirjutatud kümnendarvudena, mille viimased numbrid võivad olla kadunud (näiteks 4.93E+11). Kirjutage veerg teksti või täisarvudena.
    }
text-values-placeholder =
    { $count ->
        [one] Veeru „{ $column }“ 1 väärtus loeti tühjaks: { $placeholders } väljal { $field } tähendab, et väärtust pole, ja Klaviyos saaks kõigist, kellel see on, üks inimene. Jätke sellised väärtused tühjaks.
       *[other] Veeru „{ $column }“ { $count } väärtust loeti tühjaks: { $placeholders } väljal { $field } tähendab, et väärtust pole, ja Klaviyos saaks kõigist, kellel see on, üks inimene. Jätke sellised väärtused tühjaks.
    }
text-values-formula =
    { $count ->
        [one] Veeru „{ $column }“ 1 väärtus saadeti ilma ümbritseva arvutustabeli valemita (="…"). Kirjutage sellised väärtused tekstina.
       *[other] Veeru „{ $column }“ { $count } väärtust saadeti ilma ümbritseva arvutustabeli valemita (="…"). Kirjutage sellised väärtused tekstina.
    }
text-values-placeholder-name =
    { $count ->
        [one] Veeru „{ $column }“ 1 väärtus saadeti, kuigi see ei tundu nimi olevat: { $placeholders }. Jätke sellised väärtused tühjaks.
       *[other] Veeru „{ $column }“ { $count } väärtust saadeti, kuigi need ei tundu nimed olevat: { $placeholders }. Jätke sellised väärtused tühjaks.
    }
text-takes-number = arv, mille murdosa eraldab punkt
text-takes-boolean = true või false, yes või no, 1 või 0
text-takes-date = kuupäev, näiteks 2026-11-22 või 2026-11-22T10:30:00Z
text-takes-list = lihtne JSON-massiiv või tekstid, mille vahel on semikoolonid või komad
text-takes-external-id = tekst, kuni 255 märki
text-takes-locale = BCP 47 keele ja piirkonna märgis: `en`, `en-US`, `zh-Hant-TW` (`en_US` saadetakse kujul `en-US`)
text-takes-image = http- või https-URL pikkusega kuni 2000 märki
text-takes-country = nimi või kood: ilma numbriteta, kuni 100 märki
text-takes-latitude = kümnendarv vahemikus −90 kuni 90
text-takes-longitude = kümnendarv vahemikus −180 kuni 180
text-takes-time-zone = nimi IANA ajavööndite andmebaasist: `Europe/Berlin`
text-takes-ip = IPv4- või IPv6-aadress
text-shared-identifiers-omitted =
    { $values ->
        [one] 1 { $field ->
            [phone_number] telefoninumber
            [email] meiliaadress
           *[external_id] väline ID
        } kuulub mitmele inimesele (kokku { $people }) ja jäeti neil kõigil välja: Klaviyo ühendaks need inimesed. Need on loetletud failis shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] telefoninumbrit
            [email] meiliaadressi
           *[external_id] välist ID-d
        } kuulub mitmele inimesele (kokku { $people }) ja jäeti neil kõigil välja: Klaviyo ühendaks need inimesed. Need on loetletud failis shared-identifiers.csv.
    }
text-shared-identifiers-sent-last =
    { $values ->
        [one] 1 { $field ->
            [phone_number] telefoninumber
            [email] meiliaadress
           *[external_id] väline ID
        } kuulub mitmele inimesele (kokku { $people }) ja saadeti ainult neist viimasega: Klaviyo ühendaks need inimesed. Need on loetletud failis shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] telefoninumbrit
            [email] meiliaadressi
           *[external_id] välist ID-d
        } kuulub mitmele inimesele (kokku { $people }) ja saadeti ainult neist viimasega: Klaviyo ühendaks need inimesed. Need on loetletud failis shared-identifiers.csv.
    }
text-consent-contradictory =
    { $count ->
        [one] 1 inimesel on ridu, mis turundusega nõustuvad, ja ridu, mis sellest keelduvad. Arvesse läheb inimese viimane rida.
       *[other] { $count } inimesel on ridu, mis turundusega nõustuvad, ja ridu, mis sellest keelduvad. Arvesse läheb inimese viimane rida.
    }
text-consent-unreachable =
    { $count ->
        [one] 1 inimene on kanaliga { $channel } nõustunud, kuid tema ridades pole saadetavat { $field ->
            [phone_number] telefoninumbrit
            [email] meiliaadressi
           *[external_id] välist ID-d
        }: teda ei lisatud tellijaks.
       *[other] { $count } inimest on kanaliga { $channel } nõustunud, kuid nende ridades pole saadetavat { $field ->
            [phone_number] telefoninumbrit
            [email] meiliaadressi
           *[external_id] välist ID-d
        }: neid ei lisatud tellijaks.
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob }: loetud Windows-1252 kodeeringus, sest tekst pole UTF-8. Valige kodeering rakenduses, märkige see ({ "{" }"encoding": "windows-1250"{ "}" }) kõrvalolevas skeemifailis (docs/segment-formats.md) või kirjutage UTF-8.
text-read-as-windows-1252-more =
    { $more ->
        [one] { $blob } ja veel 1: loetud Windows-1252 kodeeringus, sest tekst pole UTF-8. Valige kodeering rakenduses, märkige see ({ "{" }"encoding": "windows-1250"{ "}" }) kõrvalolevas skeemifailis (docs/segment-formats.md) või kirjutage UTF-8.
       *[other] { $blob } ja veel { $more }: loetud Windows-1252 kodeeringus, sest tekst pole UTF-8. Valige kodeering rakenduses, märkige see ({ "{" }"encoding": "windows-1250"{ "}" }) kõrvalolevas skeemifailis (docs/segment-formats.md) või kirjutage UTF-8.
    }
text-columns-of-other-parts = { $blob }: veerud, mis on teistes osades olemas, puuduvad ja loeti tühjaks: { $columns }.
text-columns-of-other-parts-more =
    { $more ->
        [one] { $blob } ja veel 1: veerud, mis on teistes osades olemas, puuduvad ja loeti tühjaks: { $columns }.
       *[other] { $blob } ja veel { $more }: veerud, mis on teistes osades olemas, puuduvad ja loeti tühjaks: { $columns }.
    }
text-columns-gone = Viimase käituse veerge enam pole ({ $count }): { $columns }. Varem saadetud väärtused jäävad Klaviyosse.
text-columns-not-mapped = Veerge, mille nimi algab märgiga $ või ei sobi atribuudi nimeks, ei vastendatud: { $columns }.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
        [one] 1 profiil oli käituse tühistamise ajaks Klaviyosse saadetud, kuid käitus ei oodanud selle importi. See loetakse nurjunuks (kinnitamata), kuid võib loendis olla. Selle uuesti saatmiseks korrake käitust: see on ohutu ka siis, kui profiil on Klaviyos olemas.
       *[other] { $count } profiili oli käituse tühistamise ajaks Klaviyosse saadetud, kuid käitus ei oodanud nende importi. Need loetakse nurjunuks (kinnitamata), kuid võivad loendis olla. Nende uuesti saatmiseks korrake käitust: see on ohutu ka nende puhul, mis on Klaviyos olemas.
    }
text-failed-unconfirmed =
    { $count ->
        [one] 1 profiil oli käituse nurjumise ajaks Klaviyosse saadetud; selle import pole kinnitatud. See loetakse nurjunuks (kinnitamata), kuid võib loendis olla. Selle uuesti saatmiseks korrake käitust: see on ohutu ka siis, kui profiil on Klaviyos olemas.
       *[other] { $count } profiili oli käituse nurjumise ajaks Klaviyosse saadetud; nende import pole kinnitatud. Need loetakse nurjunuks (kinnitamata), kuid võivad loendis olla. Nende uuesti saatmiseks korrake käitust: see on ohutu ka nende puhul, mis on Klaviyos olemas.
    }
text-rejects-file-missing = Saatmata ridade faili ei saanud kirjutada; põhjus on rakenduse logis.
text-people-not-removed =
    { $count ->
        [one] 1 segmendist lahkunud inimest ei saanud loendist eemaldada: { $reason }
       *[other] { $count } segmendist lahkunud inimest ei saanud loendist eemaldada: { $reason }
    }
text-fields-not-cleared =
    { $count ->
        [one] 1 inimesel on nüüd tühjadel väljadel endiselt vanad väärtused: { $reason }
       *[other] { $count } inimesel on nüüd tühjadel väljadel endiselt vanad väärtused: { $reason }
    }
text-people-not-subscribed =
    { $count ->
        [one] 1 turundusega nõustunud inimest ei saanud tellijaks lisada: { $reason }
       *[other] { $count } turundusega nõustunud inimest ei saanud tellijaks lisada: { $reason }
    }
text-people-not-unsubscribed =
    { $count ->
        [one] 1 turundusest keeldunud inimese tellimust ei saanud lõpetada: { $reason }
       *[other] { $count } turundusest keeldunud inimese tellimust ei saanud lõpetada: { $reason }
    }
text-people-not-suppressed =
    { $count ->
        [one] 1 turundusest keeldunud inimest ei saanud blokeerida: { $reason }
       *[other] { $count } turundusest keeldunud inimest ei saanud blokeerida: { $reason }
    }
text-next-run-tries-again = järgmine käitus proovib uuesti.
text-batch-missing = Partii andmeid pole enam salvestusruumis.
text-klaviyo-answered = Päringu { $request } vastus oli { $status }: { $answer }
text-given-up = Loobuti { $attempts } katse järel: { $reason }
text-import-job-missing = Klaviyos pole enam seda impordiülesannet.
text-import-job-ended = Klaviyo lõpetas impordiülesande: { $status }.
text-import-job-overdue = Impordiülesande olek oli { $hours } tunni pärast ikka veel { $status }.
text-import-job-unknown = Klaviyolt ei saanud impordiülesande kohta { $hours } tunni jooksul vastust.
text-chunk-refused = Klaviyo lükkas impordiülesande tagasi ühtegi profiili nimetamata ja osadeks jagamine ei näidanud põhjust: { $answer }
text-chunk-refused-again = Klaviyo lükkas impordiülesande { $times } korda tagasi: { $reason }
text-chunk-body-missing = Saadetavaid andmeid pole enam salvestusruumis.

## Removals that wait
text-removal-held-empty =
    { $planned ->
        [one] Segment on tühi, seega eemaldataks loendist 1 inimene. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
       *[other] Segment on tühi, seega eemaldataks loendist kõik { $planned } inimest. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
    }
text-removal-held-share =
    { $planned ->
        [one] Segmendist lahkus 1 inimene, { $share }% loendis olijatest; piirang on { $limit }%. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
       *[other] Segmendist lahkus { $planned } inimest, { $share }% loendis olijatest; piirang on { $limit }%. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
    }
text-removal-held-unidentifiable =
    { $rows ->
        [one] Segmendist lahkunud inimesi: { $planned }. Samas on varasemast 1 rida rohkem ilma kasutatava väärtuseta ({ $identity ->
            [phone_number] telefoninumber
            [email] meiliaadress
           *[external_id] väline ID
        }): need võivad olla samad inimesed. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
       *[other] Segmendist lahkunud inimesi: { $planned }. Samas on varasemast { $rows } rida rohkem ilma kasutatava väärtuseta ({ $identity ->
            [phone_number] telefoninumber
            [email] meiliaadress
           *[external_id] väline ID
        }): need võivad olla samad inimesed. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
    }
text-removal-held-other-identity = Kedagi ei eemaldatud: selle loendi teine eksport tuvastab inimesi teise tunnuse järgi, seega pole teada, kes on loendis selle kaudu. Määrake kõigile selle loendi eksportidele sama tunnus või andke igaühele oma loend.

## Runs that wait for confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Klaviyos loodaks umbes { $count } uut profiili; ekspordi piirang on { $limit }.
       *[exact] Klaviyos loodaks { $count } uut profiili; ekspordi piirang on { $limit }.
    }
text-held-plan-unknown = Paketi kasutust ei saa kontrollida: võtmel peab olema õigus usage:read.
text-held-plan-share = Paketi profiilidest oleks kasutusel { $share }%; ekspordi piirang on { $limit }%.
text-held-flows-unknown = Loendi vooge ei saa kontrollida: võtmel peab olema õigus flows:read.
text-canary-flows = Esimese osa saatmise ajal muutusid aktiivseks loendi vood: { $flows }.
text-canary-failed = Klaviyo ei võtnud esimesest osast piisavalt vastu. Vastu võtmata: { $bad } / { $tried } ({ $share }%); ekspordi piirang on { $limit }%. Saatmata: { $others }. Vaadake saatmata ridade faili, kõrvaldage põhjus ja alustage uut käitust: see saadab kõik, mida Klaviyo pole vastu võtnud.
text-canary-not-confirmed = Esimene osa saadeti ({ $profiles }) ja keegi ei kinnitanud ülejäänuid õigel ajal (tunde: { $hours }). Ülejäänud saadab järgmine käitus.
text-held-flows =
    { $count ->
        [one] 1 inimene käivitaks loendi vood: { $flows }.
       *[other] { $count } inimest käivitaks loendi vood: { $flows }.
    }
text-run-held = { $reasons } Midagi ei saadetud. Kui see on õige, kinnitage käitus.
text-limit-of-export = Käituse saadetavate profiilide arv: { $profiles }; ekspordi piirang on { $limit }.
text-limit-of-connection = Käituse saadetavate profiilide arv: { $profiles }; ühenduse piirang on { $limit }.
text-run-over-limit = { $limit } Midagi ei saadetud. Tehke segment väiksemaks või suurendage piirangut.
text-preview-over-limit = { $limit } Käitus jäetaks vahele.
text-preview-update-only = Režiim „Ainult uuenda“: käitus jätab välja inimesed, keda Klaviyos pole. Siinsed arvud sisaldavad neid.

## Notes
text-all-sent-list-changed = Saadetakse kõik profiilid, mitte ainult muutunud: loend on pärast viimast käitust vahetatud.
text-all-sent-matching-changed = Saadetakse kõik profiilid, mitte ainult muutunud: andmete vastendamist on pärast viimast käitust muudetud.
text-all-sent-other-version = Saadetakse kõik profiilid, mitte ainult muutunud: hetktõmmise kirjutas rakenduse teine versioon.
text-all-sent-full = Saadetakse kõik profiilid, mitte ainult muutunud: see oli täielik käitus.
text-all-sent-other-account = Saadetakse kõik profiilid, mitte ainult muutunud: pärast viimast käitust on ühendus teise Klaviyo kontoga.
text-all-sent-identity-changed = Saadetakse kõik profiilid, mitte ainult muutunud: pärast viimast käitust tuvastatakse inimesi teise tunnuse järgi. Vahepeal lahkunud inimesed jäävad loendisse.
text-all-sent-snapshot-missing = Saadetakse kõik profiilid, mitte ainult muutunud: viimase hetktõmmise fail puudub.
text-all-sent-removal-missing = Saadetakse kõik profiilid, mitte ainult muutunud: puudub kirje inimestest, kelle teine käitus loendist eemaldas.
text-opted-out-at-klaviyo =
    { $count ->
        [one] 1 inimene on segmendis nõustunud, kuid Klaviyos loobunud: teda ei lisatud tellijaks. Vaadake faili not-subscribed.csv.
       *[other] { $count } inimest on segmendis nõustunud, kuid Klaviyos loobunud: neid ei lisatud tellijaks. Nad on loetletud failis not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = { $share }% ridadest lükati tagasi või nurjus ({ $bad } / { $read }); piirang on { $limit }%.
text-alert-more-rows = Käitus luges { $read } rida, { $deviation }% rohkem kui tavaliselt ({ $usual }); piirang on { $limit }%.
text-alert-fewer-rows = Käitus luges { $read } rida, { $deviation }% vähem kui tavaliselt ({ $usual }); piirang on { $limit }%.
text-alert-duration = Käitus kestis { $minutes } minutit; piirang on { $limit } minutit.
text-alert-no-run-by = Kell { $time } ({ $zone }) polnud ükski käitus tavapäraselt lõppenud.

## Notifications
text-notice-run-started = { $name }: käitus algas
text-notice-run-succeeded = { $name }: eksport õnnestus
text-notice-run-completed-with-warnings = { $name }: eksport lõppes hoiatustega
text-notice-run-failed = { $name }: eksport nurjus
text-notice-run-held = { $name }: käitus või selle eemaldamised ootavad kinnitust
text-notice-run-recovered = { $name }: eksport toimib taas
text-notice-alert-raised = { $name }: tekkis häire
text-notice-alert-resolved = { $name }: häire on lõppenud
text-notice-key-problem = { $name }: võti vajab tähelepanu
text-notice-test = { $name }: selle teavituse test
text-notice-held-before-sending = Käitus ootab kinnitust; midagi pole veel saadetud.
text-notice-removals-held = Loendist eemaldamised ootavad kinnitust. Inimesi: { $planned } ({ $share }% neist, kes olid loendis selle ekspordi kaudu).
text-notice-first-portion-sent = Esimene osa on saadetud; ülejäänud ootavad kinnitust.
text-notice-key-expires = Võtme saladus võtmehoidlas aegub { $expires_at }.
text-notice-open = Ava rakenduses
text-notice-fact =
    { $fact ->
        [run] Käitus
        [state] Olek
        [time] Aeg
        [read] Loetud
        [accepted] Vastu võetud
        [unchanged] Muutmata
        [duplicates] Duplikaadid
        [rejected] Tagasi lükatud
        [failed] Nurjunud
       *[removed] Loendist eemaldatud
    }
text-notice-state =
    { $state ->
        [successful] Õnnestus
        [completed_with_warnings] Lõpetatud hoiatustega
        [skipped] Vahele jäetud
        [canceled] Tühistatud
       *[failed] Nurjus
    }

## Reasons why rows are not sent
text-reject-email-missing = Real pole meiliaadressi.
text-reject-email-malformed = Meiliaadress on vigane.
text-reject-phone-number-missing = Real pole telefoninumbrit, mille järgi inimesi tuvastatakse.
text-reject-phone-number-malformed = Telefoninumbrit, mille järgi inimesi tuvastatakse, ei saa kehtiva numbrina lugeda.
text-reject-external-id-missing = Real pole välist ID-d, mille järgi inimesi tuvastatakse.
text-reject-external-id-malformed = Väline ID, mille järgi inimesi tuvastatakse, on liiga pikk või on kaotanud numbreid (näiteks 4.93E+11).
text-reject-profile-too-large = Profiil on suurem kui Klaviyo piirang 100 KB.
text-reject-malformed-row = Rida ei saa lugeda.
text-reject-duplicate = Sama inimene on hilisemas reas; arvesse läheb viimane rida.
text-reject-refused-by-klaviyo = Klaviyo lükkas profiili tagasi.
text-reject-not-found = Klaviyos pole sellise tunnusega profiili ja režiim on „Ainult uuenda“.
text-reject-import-failed = Klaviyo ei saanud profiili importida.
text-reject-chunk-failed = Impordiülesannet ei saanud saata.
text-reject-not-sent = Käitus lõppes enne rea saatmist.
text-reject-unconfirmed = Rida saadeti Klaviyosse, kuid tulemus pole teada.

## Undoing a run

text-undo-people-left =
    { $count ->
        [one] 1 inimest ei saanud loendist eemaldada; võtke käitus uuesti tagasi.
       *[other] { $count } inimest ei saanud loendist eemaldada; võtke käitus uuesti tagasi.
    }
text-undo-others-sending =
    { $count ->
        [one] 1 inimene jääb praegu alles: teine eksport saadab teda parajasti. Võtke käitus uuesti tagasi, kui selle ekspordi käitus on lõppenud.
       *[other] { $count } inimest jääb praegu alles: teine eksport saadab neid parajasti. Võtke käitus uuesti tagasi, kui selle ekspordi käitus on lõppenud.
    }
text-undo-imports-late = Klaviyo polnud käituse peatamisel kõiki profiile kinnitanud ja võib loendisse veel inimesi lisada. Võtke käitus tunni pärast uuesti tagasi.
text-undo-stayed =
    { $count ->
        [one] 1 tagasi võetud käituse inimene jääb loendisse: ta on seal teise ekspordi tõttu või liitus enne või pärast seda käitust.
       *[other] { $count } tagasi võetud käituse inimest jääb loendisse: nad on seal teise ekspordi tõttu või liitusid enne või pärast seda käitust.
    }
text-undo-absent =
    { $count ->
        [one] 1 tagasi võetud käituse inimest polnud enam loendis.
       *[other] { $count } tagasi võetud käituse inimest polnud enam loendis.
    }
text-undo-not-ended = Käitus veel käib. Tühistage see või oodake selle lõppu, seejärel võtke see tagasi.
text-undo-is-undo = See käitus võtab tagasi teise käituse ja seda ennast ei saa tagasi võtta. Inimeste uuesti lisamiseks käivitage eksport.
text-undo-undone = Käitus on juba tagasi võetud.
text-undo-nothing-added = Käitus ei lisanud loendisse kedagi, seega pole kedagi eemaldada.
text-undo-not-recorded = Puudub kirje selle kohta, kelle käitus lisas. Eemaldage inimesed Klaviyos.
text-undo-expired = Kirje selle kohta, kelle käitus lisas, on kustutatud: seda säilitatakse piiratud aja. Eemaldage inimesed Klaviyos.
text-undo-export-removed = Käituse eksport on eemaldatud. Eemaldage inimesed Klaviyos.
text-undo-connection-changed = Ekspordil on pärast seda käitust teine ühendus või Klaviyo konto või pole ühendust üldse. Valige selle käituse ühendus ja võtke käitus siis tagasi.
text-undo-other-identity = Selle loendi teine eksport tuvastab inimesi teise tunnuse järgi, seega pole teada, keda ta loendis hoiab. Andke kõigile loendi eksportidele sama tunnus ja võtke käitus siis tagasi.
text-undo-export-running = Ekspordi teine käitus veel käib. Tühistage see või oodake enne selle lõppu.

## Requests
text-key-in-vault = Selle ühenduse võti on võtmehoidla saladus { $secret }: uuendage seda seal.
text-other-account = See kuulub teisele Klaviyo kontole ({ $account }, mitte { $known }). Lisage selle jaoks uus ühendus.
text-list-exists = Kontol on juba selle nimega loend: { $list }. Valige see või teine nimi.
text-cross-site = Midagi ei muudetud. Kasutage rakenduse oma lehte või programmi.
text-not-signed-in = Te pole sisse logitud. Logige sisse oma organisatsiooni kontoga.
text-no-role = Teie kontol pole selles rakenduses rolli. Paluge administraatoril määrata teile Entra ID-s rakenduse roll Viewer, Operator, Contributor või Administrator.
text-sign-in-unreadable = Sisselogimise andmeid ei saa lugeda. Logige uuesti sisse.
text-change-own = Selle muudatuse peab kinnitama teine administraator, sest selle esitasite teie.
text-change-outdated = Eksporti on pärast selle muudatuse esitamist muudetud. Lükake see tagasi ja esitage uuesti.
text-change-of-others = Selle saab tagasi lükata ainult administraator või muudatuse esitanud kasutaja.
text-full-run-needs-approval = Kõiki profiile saatva käituse peab kinnitama teine administraator; taotlus on { $change }.
text-no-change = Kinnitamist ootavat muudatust { $change } pole.
text-consent-needed = Klaviyosse ei saadeta midagi, kuni pole nõustutud andmete privaatsuse ja nõuetele vastavuse tingimustega. Lugege tekst läbi ja nõustuge.
text-secret-of-sign-in = Seda saladust kasutab rakendus Klaviyosse sisselogimiseks. Valige saladus, milles on API-võti.
text-connection-used = Ühendust kasutavad ekspordid: { $exports }. Valige neile teine ühendus või eemaldage ühendus valikuga ?exports=detach (ekspordid jäävad alles, kuid neid ei käivitata) või ?exports=remove.
text-exports-running = Need ekspordid on käimas: { $exports }. Oodake, kuni need lõpevad.
text-segment-name-in-storage = Segmentide konteineris on juba segment { $segment }. Valige teine nimi.
text-segment-used = Segmenti kasutavad ekspordid: { $exports }. Valige neile teine segment või eemaldage need enne.
text-select-reads-no-table = SELECT ei loe ühtegi tabelit.
text-no-definition = Segmenti „{ $segment }“ pole rakenduses määratletud.
text-segment-already-defined = Segment { $segment } on juba määratletud. Muutke seda või valige teine nimi.
text-already-exported = Eksport „{ $export }“ ({ $id }) saadab selle segmendi juba sellesse loendisse. Muutke seda eksporti või valige teine loend või segment.
text-export-run-active = Selle ekspordi käitus { $run } veel käib; midagi ei salvestatud.
text-body-too-large = Päringu sisus on { $size } baiti; piirang on { $limit }.
text-body-without-length = Sisu saadeti osadena (Transfer-Encoding: chunked) ega jõudnud kohale. Midagi ei muudetud. Saatke see uuesti koos päisega Content-Length.
text-app-too-slow = Rakendus ei jõudnud { $seconds } sekundiga lõpule. Osa päringust võib olla täidetud: kontrollige ja proovige siis uuesti.
text-list-check-no-result = Kontrollil pole veel tulemust.
text-list-check-result-deleted = Tulemus on kustutatud: seda säilitatakse PERSONAL_DATA_DAYS päeva, kuid mitte kauem kui inimese andmete kustutamiseni.
text-no-list-check = Sellist loendi kontrolli pole. Kontrolli säilitatakse 35 päeva.
text-too-many-notifications = Teavitusi on juba { $limit }, rohkem ei saa olla. Eemaldage enne mõni.
text-no-notification = Teavitust { $notification } pole.
text-idempotency-key-invalid = Idempotency-Key peab sisaldama 1 kuni 255 nähtavat ASCII-märki.
text-changed-since-read = Seda on pärast lugemist muudetud. Lugege see uuesti ja tehke siis oma muudatus.
text-changed-at-same-time = Teine päring muutis seda samal ajal. Lugege see uuesti ja tehke siis oma muudatus.
text-no-erasure = Sellist kustutamist pole.
text-erase-email-invalid = email: vaja on korrektset aadressi.
text-erase-phone-invalid = phone_number: vaja on kehtivat numbrit koos riigikoodiga: +12065550100.
text-erase-id-invalid = external_id: vaja on ID-d.
text-person-not-named = Nimetage inimene: sisestage email, phone_number või external_id.
text-role-needed =
    Selleks on vaja rolli { $needed ->
        [viewer] Vaataja
        [operator] Käitaja
        [contributor] Kaastöötaja
       *[administrator] Administraator
    }; teie roll on { $role ->
        [viewer] Vaataja
        [operator] Käitaja
        [contributor] Kaastöötaja
       *[administrator] Administraator
    }.
text-no-connection = Ühendust { $connection } pole.
text-connection-for-administrators = See ühendus on administraatoritele. Paluge administraatoril teid ekspordikasutajaks lisada või ühendus kaastöötajatele avada.
text-no-export = Eksporti { $export } pole.
text-export-without-connection = Ekspordil pole ühendust. Administraator peab selle valima.
text-groups-unknown = See ühendus on rühmadele, kuid teie sisselogimine ei nimeta teie rühmi, sest neid on liiga palju. Paluge administraatoril teid ekspordikasutajaks lisada.
text-export-connection-removed = Ekspordi ühendus on eemaldatud. Administraator peab valima teise.
text-no-preview = Sellist eelvaadet pole. Eelvaadet säilitatakse üks päev.
text-rejects-not-written = Käitus veel käib; saatmata ridade fail kirjutatakse selle lõpus.
text-personal-data-deleted = Isikuandmetega failid kustutatakse { $days } päeva pärast (säte PERSONAL_DATA_DAYS).
text-file-too-large = Fail on API jaoks liiga suur. Laadige see alla salvestusruumist: { $path }.
text-storage-unavailable = Salvestusruum ei vasta. Proovige hiljem uuesti. Muudatus võis siiski jõustuda: kontrollige enne.
text-not-unicode = Aadress või päis ei ole kehtiv Unicode.
text-method-not-allowed = See aadress võtab vastu: { $methods }.
text-no-address = Aadressi { $address } pole.
text-stale = { $reason } Lugege see uuesti ja tehke siis oma muudatus.
text-no-run-by-key = Funktsioonivõtmega alustatud käitust { $run } pole.
text-retry-other-connection = Ekspordil on pärast seda käitust teine ühendus või pole ühtegi. Käivitage hoopis eksport.
text-no-held-removal = Selle käituse ükski eemaldamine ei oota kinnitust.
text-removal-export-changed = Eksporti on pärast seda käitust muudetud: sellel on teine režiim või loend. Käivitage hoopis eksport.
text-removal-later-run = Hilisem käitus on segmendi lugenud. Vaadake seda käitust.
text-run-not-held = See käitus ei oota kinnitust.
text-confirm-export-changed = Eksporti on pärast seda käitust muudetud: sellel on teine ühendus või loend. Alustage uut käitust.
text-confirm-later-run = Eksporti on pärast seda käivitatud. Vaadake selle uusimat käitust.
text-no-run = Käitust { $run } pole.
text-no-run-of-export = Sellel ekspordil pole käitust { $run }.
text-no-segment-name = Sellise nimega segmenti pole: segmendi nimes on kuni 200 märki, mitte ühtegi neist: / \ ? #, ja see ei alga punktiga.
text-format-closed-connection = Seda segmenti loeb eksport, mille ühendus on teile suletud. Pöörduge administraatori poole.
text-sign-in-unknown = See Klaviyosse sisselogimine on tundmatu, juba kasutatud või aegunud. Alustage uuesti.
text-client-id-changed = Sätet KLAVIYO_CLIENT_ID on vahepeal muudetud. Alustage uuesti.
text-no-sign-in = Teil pole sellist Klaviyosse sisselogimist või see on aegunud. Logige uuesti sisse.
text-sign-in-not-configured = Klaviyo rakendust pole seadistatud: määrake KLAVIYO_CLIENT_ID ja salvestage selle kliendisaladus võtmehoidlasse. Seni looge ühendus privaatse API-võtmega.
text-app-url-unknown = Rakenduse aadress pole teada: määrake sättes APP_URL selle https-URL.
text-sign-in-of-other-user = Selle Klaviyosse sisselogimise alustas teine kasutaja. Alustage uuesti.
text-connection-changed-meanwhile = Ühendust on vahepeal muudetud. Logige uuesti sisse.
text-no-file-of-run = Käitus pole sellise nimega faili lugenud.
text-file-without-rows = Failis pole ridu.
text-file-changed-since-run = { $blob } on pärast käitust uuesti kirjutatud või kustutatud: sel real võib olla teine kirje. Otsige inimest segmendi praegustest ridadest.
text-row-too-far = Rida on failis { $blob } liiga kaugel: näidatakse ridu esimese { $megabytes } MB ja { $lines } rea piires. Avage fail salvestusruumis.
text-no-row-at-line = Failis { $blob } ei alga real { $line } ühtegi kirjet.
text-newer-version = { $what } kasutab skeemi versiooni { $version }, mida see rakenduse versioon ei toeta. Seda ei muudeta. Paigaldage uuem versioon uuesti.
text-idempotency-key-used = See võti alustas käitust { $run } teise sisuga. Saatke sama sisu uuesti või kasutage teist võtit.
text-export-removed = Eksport { $export } on eemaldatud.
text-preview-active = Teie eelvaadet { $preview } alles koostatakse. Oodake seda.
text-preview-active-now = Samal hetkel algas teie teine eelvaade. Oodake seda.
text-run-still-active = Selle ekspordi käitus { $run } veel käib. Oodake selle lõppu või tühistage see.
text-run-ended =
    Käitus on juba lõppenud ({ $state ->
        [successful] Õnnestus
        [completed_with_warnings] Lõpetatud hoiatustega
        [failed] Nurjus
        [skipped] Vahele jäetud
       *[canceled] Tühistatud
    }).
text-confirm-ignoring-suppressions = Kui respect_suppressions on false, võivad inimesed, kes on tellimuse lõpetanud või sõnumi rämpspostiks märkinud, jälle sõnumeid saada. Kui soovite seda, määrake confirm_ignoring_suppressions väärtuseks true.
text-channels-need-phone = Kanalid sms ja whatsapp vajavad telefoninumbrit: vastendage veerg väljaga phone_number.
text-queue-message-invalid = See pole selle rakenduse teade ({ $problem }).
text-export-choose-connection = Ekspordil pole ühendust. Valige see enne.
text-export-being-saved = Teist eksporti, mis saadab segmendi { $segment } sellesse loendisse, parajasti salvestatakse või salvestati viimase minuti jooksul. Vaadake ekspordiloendit ja proovige uuesti.
text-scope-for-subscribing = { $problem } Õigust { $scope } vajavad ekspordid, mis lisavad tellijaid: { $exports }.
text-key-of-other-account = Saladuses on nüüd teise Klaviyo konto võti. Sellega ei tohiks midagi saata.

## Keys, sign-ins and Klaviyo
text-key-refused = { $answer } Uuendage ühenduse võtit; sellel peavad olema õigused { $scopes }.
text-sign-in-lost = { $answer } Logige ühenduse kaudu uuesti Klaviyosse sisse; vaja on õigusi { $scopes }.
text-key-lacks-scopes = Võtmel puuduvad õigused { $scopes }. Looge Klaviyos võti, millel need on, ja sisestage see.
text-sign-in-lacks-scopes = Sisselogimisel puuduvad õigused { $scopes }. Lisage need oma Klaviyo rakendusele ja logige ühenduse kaudu uuesti Klaviyosse sisse.
text-sign-in-denied = Te ei lubanud Klaviyos juurdepääsu. Midagi ei muudetud.
text-sign-in-scopes = Teie Klaviyo rakendusel pole kõiki neid õigusi: { $scopes }. Lisage need seal.
text-sign-in-refused = Klaviyo lükkas sisselogimise tagasi. Alustage uuesti.
text-connection-removed = Selle ekspordi ühendus on eemaldatud. Valige ekspordile teine ühendus.
text-sign-in-ended = Klaviyo ei aktsepteeri enam selle ühenduse sisselogimist: see tühistati, rakendus eemaldati Klaviyost või seda ei kasutatud 90 päeva. Administraator peab ühenduse kaudu uuesti Klaviyosse sisse logima.
text-sign-in-other-app = See ühendus on sisse logitud Klaviyo rakendusega { $app }, kuid säte KLAVIYO_CLIENT_ID nimetab teist või mitte ühtegi. Taastage säte või logige ühenduse kaudu uuesti Klaviyosse sisse.
text-sign-in-being-renewed = Teised eksemplarid uuendavad Klaviyosse sisselogimist. Proovige hiljem uuesti.
text-rate-record-contention = Otspunkti { $endpoint } arvestust ei saanud kirjutada, sest kirjutajaid on liiga palju.
text-rate-window-used = Klaviyo piirang otspunktile { $endpoint } on ammendatud.
text-list-not-in-account = Sellel Klaviyo kontol pole loendit „{ $list }“. Kontrollige loendi ID-d Klaviyos loendi sätetes.
text-list-unknown = Klaviyo ei tunne loendit või see on kustutatud: { $answer }
text-import-errors-unavailable = Klaviyo ei näita impordiülesande { $job } vigu: { $answer }
text-list-gone = Klaviyos pole enam loendit „{ $list }“.
text-profiles-unknown = Klaviyo ei tunne selle konto profiile.
text-sign-in-without-token = Klaviyo vastuses sisselogimisele puudub värskendustõend. Alustage uuesti.
text-client-refused = Klaviyo ei aktsepteeri kliendi ID-d { $client } koos selle kliendisaladusega. Kontrollige sätet KLAVIYO_CLIENT_ID ja võtmehoidla saladust „{ $secret }“.
text-sign-in-rate-limited = Päringu POST { $path } vastus oli 429.
text-sign-in-not-accepted = Klaviyo ei võtnud sisselogimist vastu. Alustage uuesti.
text-sign-in-no-answer = Klaviyo ei vastanud päringule POST { $path } ({ $error }).
text-sign-in-invalid-answer = Klaviyo vastus päringule POST { $path } ({ $status }) ei ole sellele päringule kehtiv.
text-klaviyo-invalid-answer = Klaviyo vastus päringule { $method } { $path } ({ $status }) ei ole sellele päringule kehtiv.
text-klaviyo-timeout = Klaviyo ei vastanud päringule { $method } { $path } { $seconds } sekundi jooksul.
text-klaviyo-url-invalid = { $method } { $path } ei ole kehtiv URL.
text-klaviyo-no-answer = Klaviyo ei vastanud päringule { $method } { $path } ({ $error }).
text-klaviyo-batch-timeout = Klaviyo ei vastanud kõigile selle partii päringutele { $seconds } sekundi jooksul.
text-klaviyo-lookups-timeout = Klaviyo ei vastanud kõigile otsingutele { $seconds } sekundi jooksul.
text-key-characters = Võtmes on märke, mida üheski Klaviyo võtmes pole. Sisestage see uuesti.
text-secret-missing = Võtmehoidlas pole saladust „{ $secret }“. Uuendage ühenduse võtit või taastage saladus.
text-secret-denied = Rakendus ei tohi saladust „{ $secret }“ lugeda või see on keelatud. Andke rakenduse identiteedile roll Key Vault Secrets User või lubage saladus.
text-vault-identity = Võtmehoidla ei aktsepteerinud rakenduse identiteeti.
text-vault-unavailable = Võtmehoidla pole saadaval.
text-vault-unreachable = Võtmehoidlaga ei saa ühendust.
text-vault-not-stored = Võtit ei saanud võtmehoidlasse salvestada.
text-vault-not-deleted = Võtit ei saanud võtmehoidlast kustutada.

## Webhooks
text-event-grid-no-token = Hallatud identiteet ei andnud Event Gridi jaoks tõendit.
text-event-grid-answered = Event Gridi teema vastus oli { $status }.
text-event-grid-unreachable = Event Gridi teemaga ei saanud ühendust ({ $error }).
text-notification-not-sent = Midagi ei saadetud: { $reason }
text-url-not-https = URL-i alguses peab olema https://.
text-url-characters = URL-is peab olema host ning ei tohi olla tühikuid ega erimärke.
text-url-with-password = URL-is ei tohi olla kasutajanime ega parooli.
text-url-not-public = See aadress pole avalik.
text-url-invalid = See pole URL.
text-receiver-answered = Vastuvõtja vastus oli { $status }.
text-receiver-timeout = Vastuvõtja ei vastanud õigel ajal (TimeoutError).
text-receiver-unreachable = Vastuvõtjaga ei saanud ühendust ({ $error }).
text-receiver-not-public = Host viitab aadressile, mis pole avalik.

## Runs
text-other-exports-changed = Loendi teiste eksportide failid asendati lugemise ajal.
text-chunk-differs = Impordiülesandes { $chunk } on teised read kui enne käituse katkemist. Alustage uut käitust.
text-preparation-differs = Segmendi profiilide arv on nüüd { $profiles }, enne käituse katkemist { $before } (kas rakendust vahepeal uuendati?). Alustage uut käitust.
text-step-failed = Üks samm nurjus korduvalt; põhjus on rakenduse logis.
text-step-did-not-end = Üks samm ei lõppenud; põhjus on rakenduse logis.
text-run-file-deleted = Käitusele vajalik { $path } on kustutatud. Alustage uut käitust ja ärge laske muudel programmidel rakenduse faile kustutada.
text-retry-run-active = Käitus veel käib. Oodake selle lõppu või tühistage see.
text-retry-of-undo = See käitus võtab tagasi käitust { $run }. Võtke hoopis see käitus uuesti tagasi.
text-retry-run-skipped = Käitus jäeti vahele: midagi ei loetud ega saadetud. Alustage uut.
text-retry-nothing-left = Selle käituse kõik profiilid on lõplikult vastu võetud või tagasi lükatud: midagi pole uuesti saata.
text-retry-record-gone = Selle käituse saatmata ridade kirje puudub: seda säilitatakse HISTORY_DAYS päeva ja saatmata ridade failita lõppenud käitusel seda pole. Alustage uut käitust: see saadab kõik read, mida Klaviyo pole vastu võtnud.
text-retry-record-deleted = Käituse { $run } saatmata ridade kirje on kustutatud. Alustage uut käitust: see saadab kõik read, mida Klaviyo pole vastu võtnud.
text-undo-joined-unknown = Käituse { $run } kirjest ei selgu, millal eemaldatavad inimesed loendisse lisati.
text-undo-record-gone = Kirje sellest, kelle käitus { $run } lisas, on kustutatud või on teine käitus selle juba tagasi võtnud. Kedagi ei eemaldatud.
text-undo-record-deleted = Kirje sellest, kelle käitus { $run } lisas, on kustutatud. Kedagi ei eemaldatud.
text-list-check-active = Selle ekspordi loendit parajasti kontrollitakse. Oodake tulemust.
text-list-check-run-active = Eksporti käitatakse. Kontrollige selle loendit, kui käitus on lõppenud.
text-list-check-nothing-sent = Eksport pole veel kedagi oma loendisse saatnud: pole, millega võrrelda.
text-list-check-identity-changed = Tunnust, mille järgi eksport inimesi tuvastab, muudeti pärast viimast käitust. Käivitage eksport enne.
text-list-check-record-deleted = Kirje sellest, mida eksport on saatnud, on vahepeal kustutatud. Käivitage eksport enne.
text-list-check-run-since = Pärast loendi lugemist käivitati eksport või kustutati inimese andmed. Kontrollige uuesti.
text-list-check-nothing-to-repair = Kontrollil pole tulemust, mida parandada.
text-list-check-repaired = Käitus { $run } juba parandab loendit.
text-list-check-none-missing = Loendist ei puudu keegi.
text-list-check-run-started = Eksport on vahepeal alustanud käitust. Kontrollige selle loendit uuesti.
text-list-check-result-gone = Kontrolli tulemus on kustutatud. Kontrollige loendit uuesti.
text-list-check-file-gone = Kontrolli fail on vahepeal kustutatud. Kontrollige loendit uuesti.
text-erasure-identifiers-gone = Inimese tunnuseid enam ei säilitata. Taotlege kustutamist uuesti.
text-erasure-accounts-unavailable = Klaviyo kontod ei vastanud; `refused` nimetab need.
text-erasure-active = Parajasti kustutatakse teise inimese andmeid.
text-erasure-runs-active = Käivad käitused, mille tööfailides võib see inimene olla: { $runs }.
text-erasure-opt-outs-active = Klaviyost loetakse loobumisi, mille seas võib see inimene olla.
text-erasure-list-active = Klaviyost loetakse loendit, milles võib see inimene olla.
text-erasure-lookup-active = Parajasti otsitakse inimest; see võib olla sama inimene.
text-no-lookup = Sellist otsingut pole. Otsingu tulemust säilitatakse üks päev.
text-lookup-result-deleted = Otsingu tulemus on kustutatud, sest inimese andmed kustutati.
text-lookup-identifiers-gone = Inimese tunnuseid enam ei säilitata. Alustage otsingut uuesti.
text-erasure-preview-active = Koostatakse eelvaadet, milles võib see inimene olla.

## Limits
text-work-preparing = Segmendi ettevalmistamine
text-work-counting = Klaviyo vastu võetud profiilide loendamine
text-work-listing = Vastu võtmata ridade loetlemine
text-work-finding-people = Eemaldatavate, tühjendatavate või tellijaks lisatavate inimeste leidmine
text-work-comparing-list = Loendi võrdlemine saadetuga
text-work-looking-up = Inimese otsimine
text-work-undoing = Tagasi võetud käituse inimeste eemaldamine hetktõmmisest
text-work-erasing = Inimese andmete kustutamine
text-advice-smaller-segment = Midagi ei saadetud. Jagage segment osadeks, jätke veerge välja või andke rakendusele rohkem kettaruumi või mälu ja suurendage sätte väärtust.
text-advice-more-resources = Andke rakendusele rohkem kettaruumi või mälu ja suurendage sätte väärtust.
text-advice-erase-again = Andke rakendusele rohkem kettaruumi või mälu ja suurendage sätte väärtust. Seejärel kustutage inimese andmed uuesti.
text-memory-exceeded = { $work } vajab rohkem mälu, kui lubatud (säte PREPARE_MEMORY_MB). { $advice }
text-disk-full = { $work } täitis eksemplari ajutise ketta (TEMP_DIR). { $advice } Sätte PREPARE_DISK_MB korral jääb iga käitus olemasoleva piiresse.
text-disk-limit-preparing = Segmendi ettevalmistamine vajab rohkem ajutist kettaruumi kui lubatud { $limit } MB (säte PREPARE_DISK_MB). { $advice }
text-disk-limit = { $work } vajab rohkem ajutist kettaruumi, kui lubatud (säte PREPARE_DISK_MB). { $advice }
text-preview-disk = Eelvaade vajab rohkem ajutist kettaruumi kui lubatud { $limit } MB (säte PREPARE_DISK_MB). Käitus valmistataks ette osade kaupa. Vaadake eelvaadet väiksemast segmendist samade veergudega või suurendage sätte väärtust.
text-disk-one-piece = Segment on määratletud SELECT-lausega. Selline segment valmistatakse ette ühes tükis ja vajab rohkem ajutist kettaruumi kui lubatud { $limit } MB (säte PREPARE_DISK_MB). Määratlege see tingimuste ja liikmete abil, mida saab ette valmistada osade kaupa, valige vähem ridu ja veerge või andke rakendusele rohkem kettaruumi ja suurendage sätte väärtust.
text-disk-total = Segment vajab kokku umbes { $needed } MB ajutist kettaruumi, rohkem kui { $pieces } osa, igaüks { $piece } MB (veerand sättest PREPARE_DISK_MB). Jagage segment osadeks, jätke veerge välja või andke rakendusele rohkem kettaruumi ja suurendage sätte väärtust.
text-file-indivisible = Faili { $blob } ei saa jagada (see on tihendatud, pole UTF-8 või pole kindel, kus read algavad) ja see on ühe eksemplari jaoks liiga suur: umbes { $size } MB, rohkem kui { $limit } MB. Midagi ei saadetud. Kirjutage see mitme failina, Parquet-vormingus reagruppidega või tihendamata CSV või JSON Linesina UTF-8-s.
text-too-many-rows = Segmendis on rohkem kui { $limit } rida (säte MAX_SEGMENT_ROWS). Jagage see osadeks või suurendage sätte väärtust.
text-segment-too-many-bytes = Segmendis on { $bytes } baiti, rohkem kui { $limit } (säte MAX_SEGMENT_BYTES). Jagage see osadeks või suurendage sätte väärtust.
text-segment-too-many-parts = Segmendis on { $parts } osa; nende nimed ei mahu käituse kirjesse. Kirjutage see vähemate ja suuremate osadena.
text-too-many-parts = Segmendis on { $parts } osa; loetakse kuni { $limit }.
text-row-groups-too-large = Segmendi reagrupid on antud mälu jaoks liiga suured (säte PREPARE_MEMORY_MB). DuckDB teatab: „{ $problem }“. Kirjutage Parquet 1 MB lehtede või 32 MB reagruppidena või suurendage sätte väärtust.
text-rows-too-long = Segmendi read on antud mälu jaoks liiga pikad (säte PREPARE_MEMORY_MB). DuckDB teatab: „{ $problem }“.
text-select-timeout = Segmendi SELECT peatati { $seconds } s järel (säte SELECT_SECONDS). Ühendage võtmete järgi, filtreerige enne ühendamist või suurendage sätte väärtust.

## Segments
text-segment-empty = Segment on tühi.
text-segment-header-only = Segmendis on päis, kuid mitte ühtegi rida. Kontrollige eksporti, mis seda kirjutab.
text-segment-no-row = Segmendis pole ühtegi rida. Kontrollige eksporti, mis seda kirjutab.
text-segment-being-written = Segmenti parajasti kirjutatakse. Proovige hiljem uuesti.
text-not-inspected-yet = Pole veel uuritud: proovige uuesti.
text-segment-unreadable = Segmenti ei saa lugeda. DuckDB teatab: „{ $problem }“.
text-reading-interrupted = Segmendi lugemine katkestati.
text-segment-not-found = Pole ühtegi faili { $name }.csv (.tsv, .txt, .jsonl, .ndjson, .json, ka .gz ja .zst; .xlsx, .parquet) ega { $name }/…, samuti pole sellise nimega model.json-it, manifesti ega Delta tabelit. Kontrollige nime ja seda, kas selle eksport on töötanud.
text-several-forms = Mitmel failil on nimi { $segment }: { $blobs }. Jätke segmendist alles üks vorm.
text-unusable-name = Segmenti { $segment } ei saa eksportida: segmendi nimes on kuni 200 märki, mitte ühtegi neist: / \ ? #, ja see ei alga punktiga. Nimetage fail või kaust ümber.
text-several-kinds = Segmendi { $segment } osad on eri liiki: { $kinds }. Kirjutage need kõik ühes vormingus.
text-unknown-kind = { $blob } on tundmatut liiki: loetakse ainult faile lõpuga { $endings }, teksti ka tihendatult (.gz, .zst). Kirjutage segment ühes neist vormingutest või teisaldage fail konteinerist välja.
text-no-table = Tabelit { $table } pole.
text-problem-of-table = { $table }: { $problem }
text-definition-problems = { $problems }
text-table-empty = Segmendi { $segment } tabelis { $table } pole ühtegi rida. Kontrollige eksporti, mis seda kirjutab.
text-table-gone = Segment { $segment } loeb tabelit { $table }, mida enam pole. Muutke määratlust või kirjutage tabel uuesti.
text-table-lacks-columns = Tabelis { $table } pole veergu { $missing }. Olemas on: { $columns }.
text-table-lacks-columns-similar = Tabelis { $table } pole veergu { $missing } (kas mõtlesite { $similar }?). Olemas on: { $columns }.
text-definition-outdated = { $missing } Muutke segmendi { $segment } määratlust.
text-columns-missing = Segmendis pole veergu: { $wanted }. Olemas on: { $columns }. Muutke andmete vastendamist.
text-column-wanted = { $field } ← „{ $column }“
text-column-wanted-similar = { $field } ← „{ $column }“ (kas mõtlesite { $similar }?)
text-column-missing-in-part = Failis { $blob } pole veergu „{ $column }“ ({ $identity }), mis on teistes osades. Olemas on: { $columns }. Kirjutage kõik osad ühtemoodi.
text-consent-column-missing = Segmendis pole veergu „{ $column }“, mis ütleb, kes turundusega nõustub ({ $channel }). Muutke välja `subscribe`.
text-table-columns-differ-in-case = Tabelis { $table } on veerge, mille nimed erinevad ainult suur- ja väiketähtede poolest, mida SELECT ei saa lugeda.
text-table-row-unreadable = { $blob }, rida { $line }: { $problem } Määratlus loeb kogu tabeli ja ilma selle reata võib inimesi puududa. Parandage fail.
text-select-unparsable = SELECT-lauset ei saa parsida. DuckDB teatab: „{ $problem }“.
text-select-unparsable-at = SELECT-lauset ei saa parsida. DuckDB teatab: „{ $problem }“ ({ $position }. märk).
text-select-too-deep = SELECT-lauset ei saa parsida: see on liiga sügavalt pesastatud või pole tekst.
text-select-statements = Lausete arv määratluses: { $count }. Kirjutage üks SELECT.
text-select-only-one = Lubatud on ainult üks SELECT, mitte muud laused.
text-select-tables-differ-in-case = SELECT loeb tabeleid, mille nimed erinevad ainult suur- ja väiketähtede poolest.
text-select-no-sample = Valimi võtmine pole lubatud: selle read erinevad katsest katsesse.
text-select-only-catalog = Lugeda saab ainult kataloogi tabeleid.
text-select-table-function = Tabelifunktsioon { $function } pole lubatud: lugeda saab ainult kataloogi tabeleid.
text-select-table-name = Tabelil „{ $table }“ on skeem või versioon. Tabelid nimetatakse nii, nagu GET /api/tables neid loetleb, jutumärkides.
text-select-function = Funktsioon { $function } pole lubatud: selle tulemus võib katsest katsesse erineda. Aja jaoks kasutage parameetreid $today ja $now.
text-select-clock = { $function } pole lubatud. Kasutage parameetreid $today ja $now.
text-select-parameters = Ainsad parameetrid on $today ja $now.
text-select-does-not-fit = SELECT ei sobi tabelitega. DuckDB teatab: „{ $problem }“.
text-select-failed-on-value = SELECT nurjus ühe väärtuse juures ({ $error }). Kõik veerud on tekst: teisendage need funktsiooniga TRY_CAST.

## Files
text-blob-archived = { $blob } on arhiivikihis, mida ei saa lugeda. Taastage see: määrake selle juurdepääsukihiks hot või cool ja alustage uut käitust, kui salvestusruum on lõpetanud, milleks kulub tunde.
text-storage-refuses = Salvestusruum ei luba faili { $blob } lugeda (vastus: { $answer }). Kirjutage fail uuesti ja alustage uut käitust.
text-storage-denies = Salvestusruum keelab juurdepääsu failile { $blob } (vastus: { $answer }). Andke rakenduse identiteedile segmentide konteineris roll Storage Blob Data Reader ja lubage rakendus konto võrgureeglites.
text-blob-unavailable = Faili { $blob } ei saanud salvestusruumist lugeda.
text-storage-short-answer = Salvestusruum tagastas faili { $blob } { $length } baidist { $received }.
text-service-timeout = { $service } ei vastanud { $seconds } sekundi jooksul. Proovige hiljem uuesti.
text-too-many-columns = Veergude arv failis { $blob }: { $columns }; loetakse kuni { $limit }.
text-header-quote = Üks jutumärkides nimi faili { $blob } päises ei lõpe või sisaldab ridu. Kas mõni jutumärk on puudu? Parandage päis ja kirjutage fail uuesti.
text-header-unlike-description = Veergude arv failis { $blob }: { $columns }, selle kirjelduses: { $expected }. Kirjutage mõlemad uuesti samade veergudega.
text-header-unreadable = Faili { $blob } päist ei saa lugeda: „{ $problem }“.
text-quote-never-ends = { $blob }: real { $line } algav jutumärkides väärtus ei lõpe ja ükski järgmisest { $lines } reast pole kirje. Kas mõni jutumärk on puudu? Parandage fail ja kirjutage see uuesti.
text-quotes-do-not-match = Faili { $blob } jutumärgid ei sobi kokku.
text-nul-bytes = { $blob } pole tekst: see sisaldab NUL-baite. Kirjutage see CSV-na UTF-8-s.
text-not-in-encoding = { $blob } pole kodeeringus { $encoding }: päise bait { $byte } on { $value }. Valige kodeering rakenduses, märkige see ({ "{" }"encoding": "windows-1250"{ "}" }) kõrvalolevas skeemifailis (docs/segment-formats.md) või kirjutage UTF-8.
text-unknown-encoding = { $blob } pole UTF-8 ega näi ka Windows-1252 olevat. Valige kodeering rakenduses, märkige see ({ "{" }"encoding": "windows-1250"{ "}" }) kõrvalolevas skeemifailis (docs/segment-formats.md) või kirjutage UTF-8.
text-json-lines-cr = Faili { $blob } read lõpevad ainult CR-iga. JSON Linesi read lõpevad LF-i või CRLF-iga: kirjutage fail nii uuesti.
text-json-first-line-long = Faili { $blob } esimene rida on pikem kui { $limit } MiB: veerge ei saa leida. Kirjutage algusesse lühem rida.
text-json-no-object = Ükski rida faili { $blob } alguses pole JSON-objekt. Kirjutage JSON Lines: üks objekt real, UTF-8-s.
text-json-not-lines = { $blob } on JSON, kuid mitte JSON Lines: massiiv või mitmel real olevad objektid. Kirjutage üks objekt reale (jq -c '.[]' teisendab massiivi).
text-parquet-encrypted = { $blob } on krüptitud: selle viimased baidid pole Parquet-jalus. Kirjutage see uuesti.
text-parquet-no-footer = { $blob } pole Parquet-fail või on poolik: selle viimased baidid pole Parquet-jalus. Kirjutage see uuesti.
text-parquet-footer-longer = { $blob } on rikutud: selle jalus on failist pikem. Kirjutage see uuesti.
text-parquet-footer-large = Faili { $blob } jaluses on { $size } baiti; loetakse kuni { $limit }. Kirjutage fail vähemate veergude või suuremate reagruppidega.
text-parquet-unreadable = { $blob } pole loetav Parquet-fail. Kirjutage see uuesti.
text-compressed-damaged = { $blob } on rikutud: selle { $format }-andmed on poolikud või vigased. Kirjutage see uuesti.
text-unpacks-too-large = { $blob } on lahtipakituna suurem kui { $limit } baiti (säte MAX_SEGMENT_BYTES). Jagage segment osadeks või suurendage sätte väärtust.
text-compressed-wrong-name = Faili { $blob } nime lõpp on { $suffix }, kuid see pole { $format } või on rikutud. Kirjutage see uuesti või nimetage ümber.
text-workbook-too-large = Failis { $blob } on { $size } baiti; töövihikus võib olla kuni { $limit }. Salvestage leht CSV-na UTF-8-s: CSV võib olla mis tahes suurusega.
text-workbook-no-sheet = Failis { $blob } pole lehte „{ $sheet }“. Olemas on: { $sheets }. Valige teine leht või nimetage leht ümber.
text-workbook-nothing-visible = Failis { $blob } pole nähtavat täidetud lehte. Tooge leht nähtavale või valige see nime järgi: { $sheets }.
text-workbook-protected = { $blob } on parooliga kaitstud või vana .xls. Salvestage see .xlsx-failina, mille avamiseks pole parooli vaja.
text-workbook-part-too-large = { $blob }: selle osa { $part } on lahtipakituna { $size } baiti, rohkem kui { $most } ({ $limit }). Salvestage leht CSV-na UTF-8-s: CSV võib olla mis tahes suurusega.
text-workbook-damaged = { $blob } on rikutud või pole töövihik (.xlsx). Avage see Excelis ja salvestage uuesti .xlsx-failina või salvestage leht CSV-na UTF-8-s.
text-workbook-unusual = { $blob } pole kirjutatud nii, nagu Excel töövihikuid kirjutab, või on selle mõni rida pikem kui 2 MiB. Avage see Excelis ja salvestage uuesti .xlsx-failina või salvestage leht CSV-na UTF-8-s.
text-workbook-unreadable = { $blob } pole loetav töövihik ({ $error }). Avage see Excelis ja salvestage uuesti .xlsx-failina või salvestage leht CSV-na UTF-8-s.
text-blob-unexpected = Faili { $blob } ei saanud lugeda ({ $error }). Kirjutage see uuesti, ebatavalise vormi korral lihtsamalt.

## Descriptions of tables
text-schema-invalid = { $blob } pole kehtiv skeem. Selle väljad on { $fields }: columns on loend nimest ja tüübist, delimiter, quote ja escape on igaüks üks märk, header on true või false.
text-schema-unknown-fields = { $blob } pole kehtiv skeem. Selle väljad on { $fields }, mitte { $unknown }.
text-declared-delimiter = { $document } määrab eraldajaks „{ $delimiter }“. Eraldaja on üks märk, mis pole täht, number, jutumärk ega reavahetus: kirjutage failid koma, semikooloni või tabeldusmärgiga.
text-declared-encoding = { $document } määrab kodeeringuks „{ $encoding }“, mis on tundmatu. Kirjutage failid UTF-8-s või määrake näiteks utf-8, utf-16, windows-1250, iso-8859-2 või shift_jis.
text-declared-same-characters = { $document } määrab sama märgi kahele väljadest delimiter, quote ja escape. Määrake erinevad.
text-declared-character = { $document } määrab välja { $name } väärtuseks „{ $value }“. See peab olema üks ASCII-märk, mis pole täht, number ega tühik, või tühi tekst.
text-description-blob-missing = Faili { $blob }, mida segmendi kirjeldus vajab, pole.
text-description-too-large = Failis { $blob } on { $size } baiti; kirjelduses võib olla kuni { $limit }.
text-not-a-json-object = { $blob } pole JSON-objekt. Kirjutage see uuesti.
text-not-json = { $blob } pole JSON UTF-8-s. Kirjutage see uuesti.
text-location-missing = { $document } nimetab asukohta { $location }, kuid faili { $blob } pole.
text-location-outside = { $document } nimetab asukohta { $location }, mis pole salvestuskonto { $account } konteineris { $container }. Loetakse ainult seda konteinerit.
text-location-dots = { $document } nimetab asukohta { $location }: asukohas ei tohi olla „..“.
text-table-no-longer-named = { $document } ei nimeta enam tabelit { $table }.
text-increments-without-keys = { $table } on järkkaustades, kuid selle muudatusi ei saa rakendada: vaja on veerge Id, IsDelete ning versionnumber või SinkModifiedOn. Kirjutage kogu tabel.
text-model-reference = { $document }: { $table } viitab allikale „{ $source }“; selle andmeid pole selles mudelis. Eksportige see tabel.
text-model-without-entities = Failis { $document } pole olemite loendit. Kas see on Common Data Modeli model.json?
text-incremental-partitions = { $document }: tabelil { $table } on järkpartitsioonid ({ $kinds }), mida ei toetata. Kirjutage kogu tabel andmepartitsioonidena.
text-too-many-partitions = { $document }: tabelil { $table } on rohkem kui { $limit } partitsiooni.
text-cdm-no-match = { $document }: ükski tabeli { $table } fail ei vasta mustrile { $patterns }. Kontrollige, kas selle eksport salvestusruumi on töötanud.
text-cdm-pattern-missing = Failis { $document } on partitsioonimuster ilma väljata regularExpression või globPattern.
text-cdm-pattern-invalid = Failis { $document } on partitsioonimuster, mis pole kehtiv regulaaravaldis.
text-cdm-too-many-manifests = { $document } viitab rohkem kui { $limit } teisele manifestile.
text-delta-no-mapped-columns = Failis { $blob } pole ühtegi veergu, mille veergude vastendus (columnMapping) tabeli failidele annab. Kirjutage fail uuesti tabeli skeemi füüsiliste nimede või välja-ID-dega.
text-delta-vector-beyond = Failis { $blob } on { $rows } rida, kuid selle kustutusvektor (deletionVectors) kustutab rea { $row }. Parandage Delta tabel.
text-delta-too-many-files = Delta tabelis { $table } on rohkem kui { $limit } faili. Käivitage OPTIMIZE.
text-delta-log-gaps = Delta tabeli { $table } logis on lünki: kinnistused enne versiooni { $version } puuduvad ja ükski terviklik kontrollpunkt ei asenda neid.
text-delta-log-too-large = Delta tabeli { $table } logis on rohkem kui { $limit } baiti. Kirjutage kontrollpunkt või käivitage OPTIMIZE.
text-delta-features = Delta tabel { $table } kasutab lugejafunktsioone, mida ei toetata: { $features }. Kirjutage tabel ilma nendeta või tavalise Parquetina.
text-delta-variant = Delta tabelis { $table } on veerge tüübiga variant (variantType), mida ei toetata: { $columns }. Kirjutage tabel ilma selleta või tavalise Parquetina.
text-delta-mapping-mode = Delta tabel { $table } kasutab veergude vastendust režiimis „{ $mode }“ (columnMapping), mida ei toetata. Kirjutage tabel ilma selleta või tavalise Parquetina.
text-delta-mapping-nested = Delta tabel { $table } kasutab veergude vastendust (columnMapping) ja selle veerul { $column } on oma väljad, mida koos ei toetata. Kirjutage tabel ilma selleta või tavalise Parquetina.
text-delta-unreadable = Delta tabelit { $table } ei saa lugeda: „{ $problem }“. Parandage tabel või kirjutage see ilma teates nimetatud funktsioonita.

## Records that change at the same time, and settings
text-record-changed = Teine protsess muutis või kustutas selle samal ajal: { $record }.
text-records-changed = Teine protsess muutis üht kirjet samal ajal.
text-record-busy = Seda muudab korraga liiga palju protsesse: { $record }.
text-erasure-too-long = Kustutamine kestis liiga kaua ja peatati enne lõppu. Korrake seda.
text-blob-overwritten = Fail { $blob } kirjutati üle või kustutati ajal, mil käitus seda luges.
text-internal-error = Rakendus ei saanud vastata. Põhjus on rakenduse logis; proovige hiljem uuesti.
text-setting-no-storage = Määrake { $name } või { $name }__blobServiceUri: salvestuskontot pole seadistatud.
text-setting-no-queues = Määrake lisaks sättele { $name }__blobServiceUri ka säte { $name }__queueServiceUri.
text-setting-invalid = { $name }: { $problem } Väärtus on „{ $value }“.

## Values of fields that are not valid
text-field-invalid = { $field }: { $problem }
text-field-not-valid = See väärtus ei sobi („{ $problem }“).
text-field-required = See väli on kohustuslik.
text-field-named-required = Väli { $name } on kohustuslik.
text-field-unknown = Sellist välja pole.
text-field-text = Vaja on teksti.
text-field-number = Vaja on arvu.
text-field-whole-number = Vaja on täisarvu.
text-field-list = Vaja on loendit.
text-field-object = Vaja on väljadega objekti.
text-field-json = See pole kehtiv JSON („{ $problem }“).
text-field-one-of = Lubatud väärtused: { $allowed }.
text-field-empty = See ei tohi olla tühi.
text-field-min-characters = Vähim märkide arv: { $limit }.
text-field-max-characters = Suurim märkide arv: { $limit }.
text-field-min-entries = Vähim kirjete arv: { $limit }.
text-field-max-entries = Suurim kirjete arv: { $limit }.
text-field-at-least = Vähim väärtus on { $limit }.
text-field-at-most = Suurim väärtus on { $limit }.
text-field-more-than = Väärtus peab olema suurem kui { $limit }.
text-field-less-than = Väärtus peab olema väiksem kui { $limit }.
text-field-between = Vaja on arvu { $least } kuni { $most }.
text-field-pattern = See peab vastama mustrile { $pattern }.
text-field-time = Kirjutage aeg koos ajavööndiga, näiteks 2026-11-21T06:00:00Z.
text-field-nul = NUL-märk pole lubatud.
text-cursor-invalid = See kursor ei ole selle API tagastatud.
text-field-user-id = Kirjutage kasutaja ID. POST /api/users/search leiab selle kasutaja nime järgi.
text-field-users-twice = Iga kasutaja või rühm võib loendis olla ainult üks kord.
text-field-one-credential = Määrake üks neist: api_key, secret_name (võtmehoidla saladuse nimi) või sign_in.
text-field-code-or-error = Määrake kas code või error, nagu Klaviyo selle saatis.
text-field-schedule-or-enabled = Määrake schedule, enabled või mõlemad.
text-field-https-host = Alguses peab olema https:// ja hosti nimi, ilma kasutajanime ja paroolita.
text-field-https = Alguses peab olema https:// (http:// ainult selle masina jaoks).
text-field-operator-no-value = Võrdlus { $operator } ei kasuta väärtust.
text-field-operator-a-value = Võrdlus { $operator } vajab väärtust.
text-field-operator-one-value = Võrdlus { $operator } vajab täpselt üht väärtust.
text-field-operator-number = Võrdlus { $operator } vajab arvu, mille murdosa eraldab punkt.
text-field-operator-time = Võrdlus { $operator } vajab kuupäeva või aega, näiteks 2026-11-22 või 2026-11-22T10:30:00Z.
text-field-operator-days = Võrdlus { $operator } vajab päevade arvu 0 kuni { $limit }.
text-field-too-deep = Tingimusi saab pesastada kuni { $limit } taset.
text-field-too-many-conditions = Suurim tingimuste arv: { $limit }.
text-field-consent-both = „{ $value }“ on nii väljal true_values kui ka väljal false_values. Eemaldage see ühelt neist.
text-field-consent-no-value = when_false on { $action }, kuid ükski väärtus ei tähenda „ei“. Nimetage need väärtused väljal false_values: tühi lahter ei tähenda ei „jah“ ega „ei“.
text-field-consent-no-channel = Määrake reegel vähemalt ühele kanalile või null, et nõusolekut ei muudetaks.
text-field-push-no-revoke = Kanali push nõusoleku tühistamiseks on vaja seadmete tunnuseid. Määrake selle when_false väärtuseks nothing.
text-field-consent-account = Klaviyo hoiab kanali { $channel } nõusolekut kogu konto jaoks. Määrake selle scope väärtuseks all.
text-field-suppress-email-only = Klaviyo blokeerib ainult meiliaadresse. Määrake kanali { $channel } when_false väärtuseks unsubscribe.
text-field-hold-when-empty = Nimetage vähemalt üks tingimus või jätke hold_when ära.
text-field-segment-name = Segmendi nimes on kuni 200 märki, mitte ühtegi neist: / \ ? #, ja see ei alga punktiga. Nimetage fail või kaust ümber.
text-field-segment-twice = Üks segment on nimetatud kaks korda.
text-field-cron-fields = Croni avaldises on viis osa: minut, tund, kuu päev, kuu, nädalapäev.
text-field-cron-invalid =
    Croni avaldise see osa ei sobi: { $part ->
        [minute] minut
        [hour] tund
        [day-of-month] kuupäev
        [month] kuu
       *[day-of-week] nädalapäev
    }.
text-field-cron-never = Selle croni avaldise aeg ei saabu kunagi.
text-field-time-zone = See pole IANA ajavöönd; kasutage näiteks Europe/Tallinn või UTC.
text-field-column-or-constant = Määrake kas veerg või püsiväärtus.
text-field-constant-alone = Püsiväärtusel ei saa olla välju type ega blank.
text-field-wildcard = „*“ vastendab kõik ülejäänud veerud; kasutage { "{" }"*": "*"{ "}" }.
text-field-property-name = Atribuudi nimes on 1 kuni 255 märki; juhtmärke ei tohi olla ja see ei tohi koosneda ainult tühikutest.
text-field-identity-needed = Selle järgi tuvastatakse inimesi: vastendage veerg selle väljaga.
text-field-identity-blank = Ridu, kus see väli on tühi, ei saadeta; seetõttu ei saa siin välja blank kasutada.
text-field-type-of-property = Ainult atribuutidel on tüüp.
text-field-needs-column = Vaja on veergu. Püsiväärtus ühendaks kõik profiilid üheks.
text-field-needs = Vaja on järgmist: { $takes }.
text-field-profiles-or-percent = Määrake kas profiles või percent.

## Single rows that are not sent
text-row-quote-runs-on = Selles reas algab jutumärkides väärtus, mis reas ei lõpe, kuid järgmised read on omaette read. Kas mõni jutumärk on puudu?
text-row-quote-never-ends = Selles reas algab jutumärkides väärtus, mis ei lõpe õigesti: mõni jutumärk selles on puudu või pole kahekordne.
text-row-quote-stray-end = Näib, et selles reas lõpeb jutumärkides väärtus, mis algas ülalpool vigases reas.
text-row-too-long = Rida on pikem kui { $limit } MiB.
text-row-damaged = Reas on baite, mis ei ole faili kodeeringus tekst.
text-row-nul = Reas on NUL-märk.
text-row-more-fields = Reas on rohkem välju kui päises: { $width } asemel { $found }.
text-row-fewer-fields = Reas on vähem välju kui päises ({ $width } asemel { $found }) ja see järgneb vigasele reale.
text-row-no-json-object = Rida ei ole JSON-objekt, on pikem kui 2 MiB või sisaldab midagi, mis pole tekst: rikutud baiti või poolikut märki.
text-row-duplicate = Sama inimene on hilisemas reas: faili { $blob } rida { $line }; arvesse läheb see.
text-row-klaviyo = Klaviyo teatab: { $answer }
text-row-not-named = Klaviyo arvab selle impordiülesande { $job } nurjunute hulka, kuid ei nimeta rida.
text-row-phone-invalid = Sellest ei saa kehtivat numbrit välja lugeda.
text-row-phone-extension = Sellel on sisenumber: ilma selleta on tegu keskjaama, mitte inimese numbriga.
text-row-phone-letters = Selles on tähti, mida selle riigi numbrites ei ole.
text-row-phone-lost-digits = See on kirjutatud kümnendarvuna, mille viimased numbrid võivad olla kaduma läinud.
text-row-email-no-at = Puudub @-märk.
text-row-email-several-at = @-märke on mitu.
text-row-email-nothing-before = Enne @-märki peab midagi olema.
text-row-email-nothing-after = Pärast @-märki peab midagi olema.
text-row-email-dots = Punkt on osa alguses või lõpus või on kaks punkti kõrvuti.
text-row-email-too-long = See on pikem, kui aadress olla saab.
text-row-email-control = Selles on juhtmärke.
text-row-email-spaces = Selles on tühikuid.
text-row-email-characters = Selles on märke, mida seal olla ei tohi: { $characters }
text-row-email-letters-before = Enne @-märki ei saa olla ASCII-väliseid tähti: { $characters }
text-row-email-domain-letters = Selle domeenis on ASCII-väliseid tähti; kirjutage selle asemel { $domain }.
text-row-email-top-level = Domeen ei lõpe tipptaseme domeeniga.
text-row-email-other = See pole korrektne.
text-row-key-twice = Objektis on sama võti kaks korda: pole kindel, kumba väärtust on mõeldud.

## Titles of errors, by type
text-error-internal = Rakenduses läks midagi valesti
text-error-configuration = Rakendus pole õigesti seadistatud
text-error-invalid-request = Mõni väärtus ei sobi
text-error-sign-in-required = Logige kõigepealt sisse
text-error-not-allowed = Teil pole selleks õigust
text-error-not-found = Ei leitud
text-error-method-not-allowed = Rakendus ei võta seda päringut vastu
text-error-cross-site = Päring tuli teiselt veebisaidilt
text-error-conflict = Konflikt
text-error-connection-in-use = Ekspordid kasutavad seda ühendust
text-error-segment-in-use = Ekspordid kasutavad seda segmenti
text-error-approval-required = Teine administraator peab selle kinnitama
text-error-already-exported = Teine eksport saadab selle segmendi sellesse loendisse
text-error-run-active = Eksporti juba käitatakse
text-error-stale-version = Keegi teine on seda vahepeal muutnud
text-error-request-too-large = See on liiga suur
text-error-length-required = Päring saadeti ilma pikkuseta
text-error-idempotency-key-reused = Seda idempotentsuse võtit on juba kasutatud teise päringu jaoks
text-error-run-failed = Käitus nurjus
text-error-segment-not-found = Segmenti ei leitud
text-error-segment-empty = Segment on tühi
text-error-segment-unreadable = Segmenti ei saa lugeda
text-error-segment-inaccessible = Salvestusruum keelab juurdepääsu segmendile
text-error-segment-too-large = Segment ületab piirangu
text-error-retry-record-missing = Uuesti saadetavate ridade loend puudub
text-error-undo-record-missing = Eemaldatavate inimeste loend puudub
text-error-staging-lost = Käituse ajutine fail on kustutatud
text-error-temp-disk-full = Segmendi jaoks pole piisavalt ajutist kettaruumi
text-error-segment-changed = Segment kirjutati lugemise ajal üle
text-error-held-for-confirmation = Käitus ootab kinnitust
text-error-canary-failed = Esimene osa ebaõnnestus
text-error-canary-not-confirmed = Esimest osa ei kinnitatud õigel ajal
text-error-list-check-outdated = Loendi kontroll on aegunud
text-error-over-limit = Käitus ületaks profiilide piirangu
text-error-column-missing = Vastendatud veerg puudub segmendist
text-error-definition-invalid = Segmendi määratlus ei sobi selle tabelitega
text-error-connection-missing = Ekspordil pole ühendust
text-error-list-not-found = Klaviyo loendit ei leitud
text-error-key-refused = Klaviyo lükkas võtme või sisselogimise tagasi
text-error-nondeterministic-preparation = Käitust ei saanud jätkata
text-error-step-failed = Käituse üks samm nurjus korduvalt
text-error-chunk-refused = Klaviyo lükkas profiilid tagasi
text-error-state-conflict = Keegi teine muutis kirjet
text-error-unavailable = Teenus pole ajutiselt saadaval
text-error-rate-limited = Klaviyo päringupiirang on saavutatud
text-error-newer-version = Kirje on kirjutanud rakenduse uuem versioon
text-error-webhook-failed = Veebihaak ei võtnud teadet vastu
text-error-preview-active = Eelvaadet juba valmistatakse ette
text-error-undo-impossible = Käitust ei saa tagasi võtta
