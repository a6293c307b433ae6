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
text-takes-date = kuupäev, soovitatavalt kujul 2026-11-22 või 2026-11-22T10:30:00Z
text-takes-list = lihtne JSON-massiiv või tekstid, mille vahel on semikoolonid või komad
text-takes-external-id = kuni 255 märki
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
        } kuuluvad mitmele inimesele (kokku { $people }) ja jäeti neil kõigil välja: Klaviyo ühendaks need inimesed. Need on loetletud failis shared-identifiers.csv.
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
        } kuuluvad mitmele inimesele (kokku { $people }) ja saadeti ainult neist viimasega: Klaviyo ühendaks need inimesed. Need on loetletud failis shared-identifiers.csv.
    }
text-consent-contradictory =
    { $count ->
        [one] 1 inimesel on ridu, mis turundusega nõustuvad, ja ridu, mis sellest keelduvad. Arvesse läheb inimese viimane rida.
       *[other] { $count } inimesel on ridu, mis turundusega nõustuvad, ja ridu, mis sellest keelduvad. Arvesse läheb inimese viimane rida.
    }
text-consent-unreachable =
    { $count ->
        [one] 1 inimene nõustub kanaliga { $channel }, kuid tema ridades pole saadetavat { $field ->
            [phone_number] telefoninumbrit
            [email] meiliaadressi
           *[external_id] välist ID-d
        }: teda ei lisatud tellijaks.
       *[other] { $count } inimest nõustuvad kanaliga { $channel }, kuid nende ridades pole saadetavat { $field ->
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
        [one] 1 profiil oli käituse tühistamise ajaks Klaviyosse saadetud, kuid käitus ei oodanud selle importi. See loetakse nurjunuks (kinnitamata), kuid võib loendis olla. Selle uuesti saatmiseks proovige käitust uuesti: see on ohutu ka siis, kui profiil on Klaviyos olemas.
       *[other] { $count } profiili olid käituse tühistamise ajaks Klaviyosse saadetud, kuid käitus ei oodanud nende importi. Need loetakse nurjunuks (kinnitamata), kuid võivad loendis olla. Nende uuesti saatmiseks proovige käitust uuesti: see on ohutu ka nende puhul, mis on Klaviyos olemas.
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
text-batch-missing = Töö andmeid pole enam salvestusruumis.
text-klaviyo-answered = { $request } vastas { $status }: { $answer }
text-given-up = Loobuti { $attempts } katse järel: { $reason }
text-import-job-missing = Klaviyos pole enam seda impordiülesannet.
text-import-job-ended = Klaviyo lõpetas impordiülesande: { $status }.
text-import-job-overdue = Impordiülesande olek oli { $hours } tunni pärast ikka veel { $status }.
text-import-job-unknown = Klaviyolt ei saanud impordiülesande kohta { $hours } tunni jooksul vastust.
text-chunk-refused = Klaviyo lükkas selle tagasi profiili nimetamata ja osadeks jagamine ei näidanud põhjust: { $answer }
text-chunk-refused-again = Klaviyo lükkas selle { $times } korda tagasi: { $reason }
text-chunk-body-missing = Saadetavaid andmeid pole enam salvestusruumis.
text-untranslated = { $detail }

## Removals that wait
text-removal-held-empty =
    { $planned ->
        [one] Segment on tühi, seega eemaldataks loendist 1 inimene. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
       *[other] Segment on tühi, seega eemaldataks loendist kõik { $planned } inimest. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
    }
text-removal-held-share =
    { $planned ->
        [one] Segmendist lahkus 1 inimene, { $share } % loendis olijatest; piirang on { $limit } %. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
       *[other] Segmendist lahkus { $planned } inimest, { $share } % loendis olijatest; piirang on { $limit } %. Kedagi ei eemaldatud. Kui see on õige, kinnitage selle käituse eemaldamine; kui mitte, parandage segment.
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
text-removal-held-other-identity = Kedagi ei eemaldatud: selle loendi teine eksport eristab inimesi teise tunnuse järgi, seega pole teada, kes on loendis selle kaudu. Määrake kõigile selle loendi eksportidele sama tunnus või andke igaühele oma loend.

## Runs that wait for a confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Klaviyos loodaks umbes { $count } uut profiili; ekspordi piirang on { $limit }.
       *[exact] Klaviyos loodaks { $count } uut profiili; ekspordi piirang on { $limit }.
    }
text-held-plan-unknown = Paketi kasutust ei saa kontrollida: võtmel peab olema õigus usage:read.
text-held-plan-share = Paketi profiilidest oleks kasutusel { $share } %; ekspordi piirang on { $limit } %.
text-held-flows-unknown = Loendi vooge ei saa kontrollida: võtmel peab olema õigus flows:read.
text-canary-flows = Esimese osa saatmise ajal muutusid aktiivseks loendi vood: { $flows }.
text-canary-failed = Klaviyo ei võtnud esimesest osast piisavalt vastu. Vastu võtmata: { $bad } / { $tried } ({ $share } %); ekspordi piirang on { $limit } %. Saatmata: { $others }. Vaadake tagasilükatud ridade faili, kõrvaldage põhjus ja alustage uut käitust: see saadab kõik, mida Klaviyo pole vastu võtnud.
text-canary-not-confirmed = Esimene osa saadeti ({ $profiles }) ja keegi ei kinnitanud ülejäänuid õigel ajal (tunde: { $hours }). Ülejäänud saadab järgmine käitus.
text-held-flows =
    { $count ->
        [one] 1 inimene käivitaks loendi vood: { $flows }.
       *[other] { $count } inimest käivitaksid loendi vood: { $flows }.
    }
text-run-held = { $reasons } Midagi ei saadetud. Kui see on õige, kinnitage käitus.
text-limit-of-export = Käitus saadaks { $profiles } profiili; ekspordi piirang on { $limit }.
text-limit-of-connection = Käitus saadaks { $profiles } profiili; ühenduse piirang on { $limit }.
text-run-over-limit = { $limit } Midagi ei saadetud. Tehke segment väiksemaks või suurendage piirangut.
text-preview-over-limit = { $limit } Käitus jäetaks vahele.
text-preview-update-only = Režiim „Ainult uuenda“: käitus jätab välja inimesed, keda Klaviyos pole. Siinsed arvud sisaldavad neid.

## Notes
text-all-sent-list-changed = Saadetakse kõik profiilid, mitte ainult muutunud: loend on pärast viimast käitust muutunud.
text-all-sent-matching-changed = Saadetakse kõik profiilid, mitte ainult muutunud: andmete vastendamine on pärast viimast käitust muutunud.
text-all-sent-other-version = Saadetakse kõik profiilid, mitte ainult muutunud: tõmmise kirjutas rakenduse teine versioon.
text-all-sent-full = Saadetakse kõik profiilid, mitte ainult muutunud: see oli täielik käitus.
text-all-sent-other-account = Saadetakse kõik profiilid, mitte ainult muutunud: ühendus viib nüüd teisele Klaviyo kontole.
text-all-sent-identity-changed = Saadetakse kõik profiilid, mitte ainult muutunud: inimesi eristatakse pärast viimast käitust teise tunnuse järgi. Vahepeal lahkunud inimesed jäävad loendisse.
text-all-sent-snapshot-missing = Saadetakse kõik profiilid, mitte ainult muutunud: viimase tõmmise fail puudub.
text-all-sent-removal-missing = Saadetakse kõik profiilid, mitte ainult muutunud: puudub kirje inimestest, kelle teine käitus loendist eemaldas.
text-opted-out-at-klaviyo =
    { $count ->
        [one] 1 inimene on segmendis nõustunud, kuid Klaviyos loobunud: teda ei lisatud tellijaks. Vaadake faili not-subscribed.csv.
       *[other] { $count } inimest on segmendis nõustunud, kuid Klaviyos loobunud: neid ei lisatud tellijaks. Need on loetletud failis not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = { $share } % ridadest lükati tagasi või nurjus ({ $bad } / { $read }); piirang on { $limit } %.
text-alert-more-rows = Käitus luges { $read } rida, { $deviation } % rohkem kui tavaliselt ({ $usual }); piirang on { $limit } %.
text-alert-fewer-rows = Käitus luges { $read } rida, { $deviation } % vähem kui tavaliselt ({ $usual }); piirang on { $limit } %.
text-alert-duration = Käitus kestis { $minutes } minutit; piirang on { $limit } minutit.
text-alert-no-run-by = Ükski käitus polnud kella { $time }-ks tavapäraselt lõppenud ({ $zone }).

## Reasons why rows are not sent
text-reject-email-missing = Real pole meiliaadressi.
text-reject-email-malformed = Meiliaadress on vigane.
text-reject-phone-number-missing = Real pole telefoninumbrit, mille järgi inimesi eristatakse.
text-reject-phone-number-malformed = Telefoninumbrit, mille järgi inimesi eristatakse, ei saa kehtiva numbrina lugeda.
text-reject-external-id-missing = Real pole välist ID-d, mille järgi inimesi eristatakse.
text-reject-external-id-malformed = Väline ID, mille järgi inimesi eristatakse, on liiga pikk või on kaotanud numbreid (näiteks 4.93E+11).
text-reject-profile-too-large = Profiil on suurem kui Klaviyo piirang 100 KB.
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
text-undo-not-ended = Käitus kestab veel. Tühistage see või oodake lõppu, seejärel võtke see tagasi.
text-undo-is-undo = See käitus võtab tagasi teise käituse ja seda ennast ei saa tagasi võtta. Inimeste uuesti lisamiseks käivitage eksport.
text-undo-undone = Käitus on juba tagasi võetud.
text-undo-nothing-added = Käitus ei lisanud loendisse kedagi, seega pole kedagi eemaldada.
text-undo-not-recorded = Puudub kirje selle kohta, kelle käitus lisas. Eemaldage inimesed Klaviyos.
text-undo-expired = Kirje selle kohta, kelle käitus lisas, on kustutatud: seda säilitatakse piiratud aja. Eemaldage inimesed Klaviyos.
text-undo-export-removed = Käituse eksport on eemaldatud. Eemaldage inimesed Klaviyos.
text-undo-connection-changed = Ekspordil on pärast seda käitust teine ühendus või Klaviyo konto või ühendus puudub. Valige käituse ühendus ja võtke käitus siis tagasi.
text-undo-other-identity = Selle loendi teine eksport tuvastab inimesi teise tunnuse järgi, seega pole teada, keda ta loendis hoiab. Andke kõigile loendi eksportidele sama tunnus ja võtke käitus siis tagasi.
text-undo-export-running = Ekspordi teine käitus kestab. Tühistage see või oodake enne selle lõppu.
