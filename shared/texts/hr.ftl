# Tekstovi za korisnike: en.ftl je izvor.

## Warnings about values
text-emails-left-out =
    { $count ->
        [one] { $count } adresa e-pošte izostavljena je jer nije ispravna.
        [few] { $count } adrese e-pošte izostavljene su jer nisu ispravne.
       *[other] { $count } adresa e-pošte izostavljeno je jer nisu ispravne.
    }
text-phones-unreadable =
    { $count ->
        [one] { $count } telefonski broj izostavljen je jer se ne može pročitati kao važeći broj zemlje { $country }.
        [few] { $count } telefonska broja izostavljena su jer se ne mogu pročitati kao važeći brojevi zemlje { $country }.
       *[other] { $count } telefonskih brojeva izostavljeno je jer se ne mogu pročitati kao važeći brojevi zemlje { $country }.
    }
text-phones-unreadable-no-country =
    { $count ->
        [one] { $count } telefonski broj izostavljen je jer se ne može pročitati kao važeći broj (izvoz nema zadanu zemlju).
        [few] { $count } telefonska broja izostavljena su jer se ne mogu pročitati kao važeći brojevi (izvoz nema zadanu zemlju).
       *[other] { $count } telefonskih brojeva izostavljeno je jer se ne mogu pročitati kao važeći brojevi (izvoz nema zadanu zemlju).
    }
text-phones-extension =
    { $count ->
        [one] { $count } telefonski broj izostavljen je jer ima kućni (interni) broj: bez njega je to broj centrale, a ne osobe.
        [few] { $count } telefonska broja izostavljena su jer imaju kućni (interni) broj: bez njega je to broj centrale, a ne osobe.
       *[other] { $count } telefonskih brojeva izostavljeno je jer imaju kućni (interni) broj: bez njega je to broj centrale, a ne osobe.
    }
text-phones-letters =
    { $count ->
        [one] { $count } telefonski broj izostavljen je jer sadrži slova, kakvih brojevi te zemlje nemaju.
        [few] { $count } telefonska broja izostavljena su jer sadrže slova, kakvih brojevi te zemlje nemaju.
       *[other] { $count } telefonskih brojeva izostavljeno je jer sadrže slova, kakvih brojevi te zemlje nemaju.
    }
text-phones-lost-digits =
    { $count ->
        [one] { $count } telefonski broj izostavljen je jer je zapisan kao decimalni broj, čije su se posljednje znamenke mogle izgubiti (npr. 4.93E+11). Zapišite stupac kao tekst ili kao cijele brojeve.
        [few] { $count } telefonska broja izostavljena su jer su zapisana kao decimalni brojevi, čije su se posljednje znamenke mogle izgubiti (npr. 4.93E+11). Zapišite stupac kao tekst ili kao cijele brojeve.
       *[other] { $count } telefonskih brojeva izostavljeno je jer su zapisani kao decimalni brojevi, čije su se posljednje znamenke mogle izgubiti (npr. 4.93E+11). Zapišite stupac kao tekst ili kao cijele brojeve.
    }
text-values-invalid =
    { $count ->
        [one] { $count } vrijednost stupca „{ $column }” izostavljena je. Polje { $field } prima: { $takes }.
        [few] { $count } vrijednosti stupca „{ $column }” izostavljene su. Polje { $field } prima: { $takes }.
       *[other] { $count } vrijednosti stupca „{ $column }” izostavljeno je. Polje { $field } prima: { $takes }.
    }
text-values-lost-digits =
    { $count ->
        [one] { $count } vrijednost stupca „{ $column }” izostavljena je: zapisana je kao decimalni broj, čije su se posljednje znamenke mogle izgubiti (npr. 4.93E+11). Zapišite stupac kao tekst ili kao cijele brojeve.
        [few] { $count } vrijednosti stupca „{ $column }” izostavljene su: zapisane su kao decimalni brojevi, čije su se posljednje znamenke mogle izgubiti (npr. 4.93E+11). Zapišite stupac kao tekst ili kao cijele brojeve.
       *[other] { $count } vrijednosti stupca „{ $column }” izostavljeno je: zapisane su kao decimalni brojevi, čije su se posljednje znamenke mogle izgubiti (npr. 4.93E+11). Zapišite stupac kao tekst ili kao cijele brojeve.
    }
text-values-placeholder =
    { $count ->
        [one] { $count } vrijednost stupca „{ $column }” smatra se praznom: { $placeholders } u polju { $field } znači da vrijednosti nema, a svi koji je dijele u servisu Klaviyo postali bi jedna osoba. Ostavite takve vrijednosti prazne.
        [few] { $count } vrijednosti stupca „{ $column }” smatraju se praznima: { $placeholders } u polju { $field } znači da vrijednosti nema, a svi koji je dijele u servisu Klaviyo postali bi jedna osoba. Ostavite takve vrijednosti prazne.
       *[other] { $count } vrijednosti stupca „{ $column }” smatra se praznima: { $placeholders } u polju { $field } znači da vrijednosti nema, a svi koji je dijele u servisu Klaviyo postali bi jedna osoba. Ostavite takve vrijednosti prazne.
    }
text-values-formula =
    { $count ->
        [one] { $count } vrijednost stupca „{ $column }” poslana je bez okolne formule proračunske tablice (="…"). Takve vrijednosti zapišite kao tekst.
        [few] { $count } vrijednosti stupca „{ $column }” poslane su bez okolne formule proračunske tablice (="…"). Takve vrijednosti zapišite kao tekst.
       *[other] { $count } vrijednosti stupca „{ $column }” poslano je bez okolne formule proračunske tablice (="…"). Takve vrijednosti zapišite kao tekst.
    }
text-values-placeholder-name =
    { $count ->
        [one] { $count } vrijednost stupca „{ $column }” poslana je iako ne izgleda kao ime: { $placeholders }. Ostavite takve vrijednosti prazne.
        [few] { $count } vrijednosti stupca „{ $column }” poslane su iako ne izgledaju kao imena: { $placeholders }. Ostavite takve vrijednosti prazne.
       *[other] { $count } vrijednosti stupca „{ $column }” poslano je iako ne izgledaju kao imena: { $placeholders }. Ostavite takve vrijednosti prazne.
    }
text-takes-number = broj s točkom ispred decimala
text-takes-boolean = true ili false, yes ili no, 1 ili 0
text-takes-date = datum, na primjer 2026-11-22 ili 2026-11-22T10:30:00Z
text-takes-list = jednostavan JSON niz ili tekstovi odvojeni točkom sa zarezom ili zarezom
text-takes-external-id = tekst od najviše 255 znakova
text-takes-locale = BCP 47 oznaka jezika i regije: `en`, `en-US`, `zh-Hant-TW` (`en_US` šalje se kao `en-US`)
text-takes-image = http ili https URL s najviše 2000 znakova
text-takes-country = naziv ili kod: bez znamenki, najviše 100 znakova
text-takes-latitude = decimalni broj od −90 do 90
text-takes-longitude = decimalni broj od −180 do 180
text-takes-time-zone = naziv iz IANA baze vremenskih zona: `Europe/Berlin`
text-takes-ip = IPv4 ili IPv6 adresa
text-shared-identifiers-omitted =
    { $values ->
        [one] { $values } { $field ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        } pripada većem broju osoba (ukupno { $people }) i izostavlja se kod svih: Klaviyo bi te osobe spojio. Popis je u datoteci shared-identifiers.csv.
        [few] { $values } { $field ->
            [phone_number] telefonska broja
            [email] adrese e-pošte
           *[external_id] vanjska ID-a
        } pripadaju većem broju osoba (ukupno { $people }) i izostavljaju se kod svih: Klaviyo bi te osobe spojio. Popis je u datoteci shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] telefonskih brojeva
            [email] adresa e-pošte
           *[external_id] vanjskih ID-ova
        } pripada većem broju osoba (ukupno { $people }) i izostavlja se kod svih: Klaviyo bi te osobe spojio. Popis je u datoteci shared-identifiers.csv.
    }
text-shared-identifiers-sent-last =
    { $values ->
        [one] { $values } { $field ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        } pripada većem broju osoba (ukupno { $people }) i šalje se samo s posljednjom: Klaviyo bi te osobe spojio. Popis je u datoteci shared-identifiers.csv.
        [few] { $values } { $field ->
            [phone_number] telefonska broja
            [email] adrese e-pošte
           *[external_id] vanjska ID-a
        } pripadaju većem broju osoba (ukupno { $people }) i šalju se samo s posljednjom: Klaviyo bi te osobe spojio. Popis je u datoteci shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] telefonskih brojeva
            [email] adresa e-pošte
           *[external_id] vanjskih ID-ova
        } pripada većem broju osoba (ukupno { $people }) i šalje se samo s posljednjom: Klaviyo bi te osobe spojio. Popis je u datoteci shared-identifiers.csv.
    }
text-consent-contradictory =
    { $count ->
        [one] { $count } osoba ima retke s privolom za marketing i retke s odbijanjem. Vrijedi posljednji redak osobe.
        [few] { $count } osobe imaju retke s privolom za marketing i retke s odbijanjem. Vrijedi posljednji redak osobe.
       *[other] { $count } osoba ima retke s privolom za marketing i retke s odbijanjem. Vrijedi posljednji redak osobe.
    }
text-consent-unreachable =
    { $count ->
        [one] { $count } osoba dala je privolu za kanal { $channel }, ali u njezinim redcima nema podatka koji se može poslati ({ $field ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): nije pretplaćena.
        [few] { $count } osobe dale su privolu za kanal { $channel }, ali u njihovim redcima nema podatka koji se može poslati ({ $field ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): nisu pretplaćene.
       *[other] { $count } osoba dalo je privolu za kanal { $channel }, ali u njihovim redcima nema podatka koji se može poslati ({ $field ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): nisu pretplaćene.
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob }: pročitano kao Windows-1252 jer tekst nije u UTF-8. Odaberite kodiranje u aplikaciji, navedite ga ({ "{" }"encoding": "windows-1250"{ "}" }) u datoteci sheme pokraj nje (docs/segment-formats.md) ili zapišite UTF-8.
text-read-as-windows-1252-more =
    { $more ->
        [one] { $blob } i još { $more }: pročitano kao Windows-1252 jer tekst nije u UTF-8. Odaberite kodiranje u aplikaciji, navedite ga ({ "{" }"encoding": "windows-1250"{ "}" }) u datoteci sheme pokraj nje (docs/segment-formats.md) ili zapišite UTF-8.
        [few] { $blob } i još { $more }: pročitano kao Windows-1252 jer tekst nije u UTF-8. Odaberite kodiranje u aplikaciji, navedite ga ({ "{" }"encoding": "windows-1250"{ "}" }) u datoteci sheme pokraj nje (docs/segment-formats.md) ili zapišite UTF-8.
       *[other] { $blob } i još { $more }: pročitano kao Windows-1252 jer tekst nije u UTF-8. Odaberite kodiranje u aplikaciji, navedite ga ({ "{" }"encoding": "windows-1250"{ "}" }) u datoteci sheme pokraj nje (docs/segment-formats.md) ili zapišite UTF-8.
    }
text-columns-of-other-parts = { $blob }: nedostaju stupci koje drugi dijelovi imaju i smatraju se praznima: { $columns }.
text-columns-of-other-parts-more =
    { $more ->
        [one] { $blob } i još { $more }: nedostaju stupci koje drugi dijelovi imaju i smatraju se praznima: { $columns }.
        [few] { $blob } i još { $more }: nedostaju stupci koje drugi dijelovi imaju i smatraju se praznima: { $columns }.
       *[other] { $blob } i još { $more }: nedostaju stupci koje drugi dijelovi imaju i smatraju se praznima: { $columns }.
    }
text-columns-gone = Stupci posljednjeg izvođenja više ne postoje ({ $count }): { $columns }. Klaviyo zadržava ranije poslane vrijednosti.
text-columns-not-mapped = Stupci čiji naziv počinje znakom $ ili ne može biti naziv svojstva nisu povezani: { $columns }.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
        [one] { $count } profil već je bio poslan servisu Klaviyo kad je izvođenje otkazano, a njegov se uvoz nije čekao. Broji se kao neuspio (nepotvrđen), ali može biti na popisu. Ponovite izvođenje da biste ga ponovno poslali: to nije štetno ako ga Klaviyo već ima.
        [few] { $count } profila već su bila poslana servisu Klaviyo kad je izvođenje otkazano, a njihov se uvoz nije čekao. Broje se kao neuspjeli (nepotvrđeni), ali mogu biti na popisu. Ponovite izvođenje da biste ih ponovno poslali: to nije štetno za one koje Klaviyo već ima.
       *[other] { $count } profila već je bilo poslano servisu Klaviyo kad je izvođenje otkazano, a njihov se uvoz nije čekao. Broje se kao neuspjeli (nepotvrđeni), ali mogu biti na popisu. Ponovite izvođenje da biste ih ponovno poslali: to nije štetno za one koje Klaviyo već ima.
    }
text-failed-unconfirmed =
    { $count ->
        [one] { $count } profil već je bio poslan servisu Klaviyo kad je izvođenje neuspješno završilo; njegov uvoz nije potvrđen. Broji se kao neuspio (nepotvrđen), ali može biti na popisu. Ponovite izvođenje da biste ga ponovno poslali: to nije štetno ako ga Klaviyo već ima.
        [few] { $count } profila već su bila poslana servisu Klaviyo kad je izvođenje neuspješno završilo; njihov uvoz nije potvrđen. Broje se kao neuspjeli (nepotvrđeni), ali mogu biti na popisu. Ponovite izvođenje da biste ih ponovno poslali: to nije štetno za one koje Klaviyo već ima.
       *[other] { $count } profila već je bilo poslano servisu Klaviyo kad je izvođenje neuspješno završilo; njihov uvoz nije potvrđen. Broje se kao neuspjeli (nepotvrđeni), ali mogu biti na popisu. Ponovite izvođenje da biste ih ponovno poslali: to nije štetno za one koje Klaviyo već ima.
    }
text-rejects-file-missing = Datoteka redaka koji nisu poslani nije se mogla zapisati; razlog je u zapisniku aplikacije.
text-people-not-removed =
    { $count ->
        [one] { $count } osoba koja je napustila segment nije se mogla ukloniti s popisa: { $reason }
        [few] { $count } osobe koje su napustile segment nisu se mogle ukloniti s popisa: { $reason }
       *[other] { $count } osoba koje su napustile segment nije se moglo ukloniti s popisa: { $reason }
    }
text-fields-not-cleared =
    { $count ->
        [one] { $count } osoba još ima stare vrijednosti u poljima koja su sada prazna: { $reason }
        [few] { $count } osobe još imaju stare vrijednosti u poljima koja su sada prazna: { $reason }
       *[other] { $count } osoba još ima stare vrijednosti u poljima koja su sada prazna: { $reason }
    }
text-people-not-subscribed =
    { $count ->
        [one] { $count } osoba koja je dala privolu za marketing nije se mogla pretplatiti: { $reason }
        [few] { $count } osobe koje su dale privolu za marketing nisu se mogle pretplatiti: { $reason }
       *[other] { $count } osoba koje su dale privolu za marketing nije se moglo pretplatiti: { $reason }
    }
text-people-not-unsubscribed =
    { $count ->
        [one] { $count } osobi koja je odbila marketing pretplata se nije mogla otkazati: { $reason }
        [few] { $count } osobama koje su odbile marketing pretplata se nije mogla otkazati: { $reason }
       *[other] Za { $count } osoba koje su odbile marketing pretplata se nije mogla otkazati: { $reason }
    }
text-people-not-suppressed =
    { $count ->
        [one] { $count } osoba koja je odbila marketing nije se mogla blokirati: { $reason }
        [few] { $count } osobe koje su odbile marketing nisu se mogle blokirati: { $reason }
       *[other] { $count } osoba koje su odbile marketing nije se moglo blokirati: { $reason }
    }
text-next-run-tries-again = sljedeće izvođenje pokušava ponovno.
text-batch-missing = Podaci ove skupine više nisu u pohrani.
text-klaviyo-answered = Odgovor na { $request } bio je { $status }: { $answer }
text-given-up = Odustalo se (broj pokušaja: { $attempts }): { $reason }
text-import-job-missing = Klaviyo više nema taj posao uvoza.
text-import-job-ended = Klaviyo je završio posao uvoza: { $status }.
text-import-job-overdue = Stanje posla uvoza nakon { $hours } h i dalje je bilo { $status }.
text-import-job-unknown = Klaviyo u roku od { $hours } h nije odgovorio o poslu uvoza.
text-chunk-refused = Klaviyo je odbio posao uvoza, a nije naveo profil; dijeljenje na manje dijelove nije otkrilo uzrok: { $answer }
text-chunk-refused-again = Klaviyo je odbio posao uvoza (broj odbijanja: { $times }): { $reason }
text-chunk-body-missing = Podaci za slanje više nisu u pohrani.

## Removals that wait
text-removal-held-empty =
    { $planned ->
        [one] Segment je prazan pa bi se s popisa uklonila { $planned } osoba. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
        [few] Segment je prazan pa bi se s popisa uklonile sve { $planned } osobe. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
       *[other] Segment je prazan pa bi se s popisa uklonilo svih { $planned } osoba. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
    }
text-removal-held-share =
    { $planned ->
        [one] { $planned } osoba napustila je segment, što je { $share } % osoba na popisu; ograničenje je { $limit } %. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
        [few] { $planned } osobe napustile su segment, što je { $share } % osoba na popisu; ograničenje je { $limit } %. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
       *[other] { $planned } osoba napustilo je segment, što je { $share } % osoba na popisu; ograničenje je { $limit } %. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
    }
text-removal-held-unidentifiable =
    { $rows ->
        [one] Osobe koje su napustile segment: { $planned }. No { $rows } redak više nego prije nema upotrebljiv podatak ({ $identity ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): to mogu biti iste osobe. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
        [few] Osobe koje su napustile segment: { $planned }. No { $rows } retka više nego prije nemaju upotrebljiv podatak ({ $identity ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): to mogu biti iste osobe. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
       *[other] Osobe koje su napustile segment: { $planned }. No { $rows } redaka više nego prije nema upotrebljiv podatak ({ $identity ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): to mogu biti iste osobe. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
    }
text-removal-held-other-identity = Nitko nije uklonjen: drugi izvoz na ovaj popis identificira osobe prema drugom podatku pa nije poznato tko je na popisu zbog njega. Svim izvozima na taj popis zadajte isti podatak ili svakom zaseban popis.

## Runs that wait for confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Broj novih profila koji bi nastali u servisu Klaviyo: oko { $count }; ograničenje izvoza je { $limit }.
       *[exact] Broj novih profila koji bi nastali u servisu Klaviyo: { $count }; ograničenje izvoza je { $limit }.
    }
text-held-plan-unknown = Iskorištenost plana ne može se provjeriti: ključ treba opseg usage:read.
text-held-plan-share = Iskoristilo bi se { $share } % profila plana; ograničenje izvoza je { $limit } %.
text-held-flows-unknown = Tijekovi popisa ne mogu se provjeriti: ključ treba opseg flows:read.
text-canary-flows = Tijekovi popisa postali su aktivni dok se slao prvi dio: { $flows }.
text-canary-failed = Klaviyo nije prihvatio dovoljno iz prvog dijela. Nije prihvaćeno: { $bad } od { $tried } ({ $share } %); ograničenje izvoza je { $limit } %. Nije poslano: { $others }. Pogledajte datoteku redaka koji nisu poslani, uklonite uzrok i pokrenite novo izvođenje: ono šalje sve što Klaviyo nije prihvatio.
text-canary-not-confirmed = Prvi dio je poslan ({ $profiles }), a nitko nije na vrijeme potvrdio ostale (sati: { $hours }). Ostale šalje sljedeće izvođenje.
text-held-flows =
    { $count ->
        [one] { $count } osoba pokrenula bi tijekove popisa: { $flows }.
        [few] { $count } osobe pokrenule bi tijekove popisa: { $flows }.
       *[other] { $count } osoba pokrenulo bi tijekove popisa: { $flows }.
    }
text-run-held = { $reasons } Ništa nije poslano. Ako je to ispravno, potvrdite izvođenje.
text-limit-of-export = Broj profila koje bi izvođenje poslalo: { $profiles }; ograničenje izvoza je { $limit }.
text-limit-of-connection = Broj profila koje bi izvođenje poslalo: { $profiles }; ograničenje veze je { $limit }.
text-run-over-limit = { $limit } Ništa nije poslano. Smanjite segment ili povećajte ograničenje.
text-preview-over-limit = { $limit } Izvođenje bi se preskočilo.
text-preview-update-only = Način rada „Samo ažuriraj”: izvođenje izostavlja osobe kojih nema u servisu Klaviyo. Ovdje prikazani brojevi uključuju ih.

## Notes
text-all-sent-list-changed = Šalju se svi profili, a ne samo promijenjeni: nakon posljednjeg izvođenja odabran je drugi popis.
text-all-sent-matching-changed = Šalju se svi profili, a ne samo promijenjeni: podudaranje podataka promijenjeno je nakon posljednjeg izvođenja.
text-all-sent-other-version = Šalju se svi profili, a ne samo promijenjeni: snimku stanja zapisala je druga verzija aplikacije.
text-all-sent-full = Šalju se svi profili, a ne samo promijenjeni: ovo je bilo potpuno izvođenje.
text-all-sent-other-account = Šalju se svi profili, a ne samo promijenjeni: nakon posljednjeg izvođenja veza vodi na drugi račun servisa Klaviyo.
text-all-sent-identity-changed = Šalju se svi profili, a ne samo promijenjeni: nakon posljednjeg izvođenja osobe se identificiraju prema drugom podatku. Osobe koje su otad otišle ostaju na popisu.
text-all-sent-snapshot-missing = Šalju se svi profili, a ne samo promijenjeni: nema datoteke posljednje snimke stanja.
text-all-sent-removal-missing = Šalju se svi profili, a ne samo promijenjeni: nema zapisa o osobama koje je drugo izvođenje uklonilo s popisa.
text-opted-out-at-klaviyo =
    { $count ->
        [one] { $count } osoba u segmentu ima privolu, ali se odjavila u servisu Klaviyo: nije pretplaćena. Popis je u datoteci not-subscribed.csv.
        [few] { $count } osobe u segmentu imaju privolu, ali su se odjavile u servisu Klaviyo: nisu pretplaćene. Popis je u datoteci not-subscribed.csv.
       *[other] { $count } osoba u segmentu ima privolu, ali su se odjavile u servisu Klaviyo: nisu pretplaćene. Popis je u datoteci not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = { $share } % redaka odbijeno je ili nije uspjelo ({ $bad } od { $read }); ograničenje je { $limit } %.
text-alert-more-rows = Broj pročitanih redaka: { $read }, { $deviation } % više nego obično ({ $usual }); ograničenje je { $limit } %.
text-alert-fewer-rows = Broj pročitanih redaka: { $read }, { $deviation } % manje nego obično ({ $usual }); ograničenje je { $limit } %.
text-alert-duration = Izvođenje je trajalo { $minutes } min; ograničenje je { $limit } min.
text-alert-no-run-by = Nijedno izvođenje nije redovito završilo do { $time } ({ $zone }).

## Notifications
text-notice-run-started = { $name }: izvođenje je počelo
text-notice-run-succeeded = { $name }: izvoz je uspio
text-notice-run-completed-with-warnings = { $name }: izvoz je završio s upozorenjima
text-notice-run-failed = { $name }: izvoz nije uspio
text-notice-run-held = { $name }: izvođenje ili njegova uklanjanja čekaju potvrdu
text-notice-run-recovered = { $name }: izvoz ponovno radi
text-notice-alert-raised = { $name }: pokrenut je alarm
text-notice-alert-resolved = { $name }: alarm je riješen
text-notice-key-problem = { $name }: ključ zahtijeva pažnju
text-notice-test = { $name }: proba ove obavijesti
text-notice-held-before-sending = Izvođenje čeka potvrdu prije nego što se išta pošalje.
text-notice-removals-held = Uklanjanja s popisa čekaju potvrdu. Broj osoba: { $planned } ({ $share } % osoba koje je izvoz imao na popisu).
text-notice-first-portion-sent = Prvi dio je poslan; ostali čekaju potvrdu.
text-notice-key-expires = Tajna ključa u trezoru ključeva istječe { $expires_at }.
text-notice-open = Otvori u aplikaciji
text-notice-fact =
    { $fact ->
        [run] Izvođenje
        [state] Status
        [time] Vrijeme
        [read] Pročitano
        [accepted] Prihvaćeno
        [unchanged] Nepromijenjeno
        [duplicates] Duplikati
        [rejected] Odbijeno
        [failed] Neuspjelo
       *[removed] Uklonjeno s popisa
    }
text-notice-state =
    { $state ->
        [successful] Uspješno
        [completed_with_warnings] Završeno s upozorenjima
        [skipped] Preskočeno
        [canceled] Otkazano
       *[failed] Neuspješno
    }

## Reasons why rows are not sent
text-reject-email-missing = Redak nema adresu e-pošte.
text-reject-email-malformed = Adresa e-pošte nije ispravna.
text-reject-phone-number-missing = Redak nema telefonski broj prema kojem se osobe identificiraju.
text-reject-phone-number-malformed = Telefonski broj prema kojem se osobe identificiraju ne može se pročitati kao važeći broj.
text-reject-external-id-missing = Redak nema vanjski ID prema kojem se osobe identificiraju.
text-reject-external-id-malformed = Vanjski ID prema kojem se osobe identificiraju predug je ili su mu izgubljene znamenke (npr. 4.93E+11).
text-reject-profile-too-large = Profil je veći od 100 KB, što je ograničenje servisa Klaviyo.
text-reject-malformed-row = Redak se ne može pročitati.
text-reject-duplicate = Ista je osoba u kasnijem retku; vrijedi posljednji redak.
text-reject-refused-by-klaviyo = Klaviyo je odbio profil.
text-reject-not-found = Klaviyo nema profil s tim podatkom, a način rada je „Samo ažuriraj”.
text-reject-import-failed = Klaviyo nije mogao uvesti profil.
text-reject-chunk-failed = Posao uvoza nije se mogao poslati.
text-reject-not-sent = Izvođenje je završilo prije slanja retka.
text-reject-unconfirmed = Redak je poslan servisu Klaviyo, ali ishod nije poznat.

## Undoing a run

text-undo-people-left =
    { $count ->
        [one] { $count } osoba nije uklonjena s popisa; ponovno poništite izvođenje.
        [few] { $count } osobe nisu uklonjene s popisa; ponovno poništite izvođenje.
       *[other] { $count } osoba nije uklonjeno s popisa; ponovno poništite izvođenje.
    }
text-undo-others-sending =
    { $count ->
        [one] { $count } osoba zasad ostaje: upravo je šalje drugi izvoz. Ponovno poništite izvođenje kad izvođenje tog izvoza završi.
        [few] { $count } osobe zasad ostaju: upravo ih šalje drugi izvoz. Ponovno poništite izvođenje kad izvođenje tog izvoza završi.
       *[other] { $count } osoba zasad ostaje: upravo ih šalje drugi izvoz. Ponovno poništite izvođenje kad izvođenje tog izvoza završi.
    }
text-undo-imports-late = Klaviyo nije potvrdio sve profile kad je izvođenje zaustavljeno: još može dodati osobe na popis. Ponovno poništite izvođenje za sat vremena.
text-undo-stayed =
    { $count ->
        [one] { $count } osoba poništenog izvođenja ostaje na popisu: ima je drugi izvoz ili se pridružila prije ili poslije tog izvođenja.
        [few] { $count } osobe poništenog izvođenja ostaju na popisu: ima ih drugi izvoz ili su se pridružile prije ili poslije tog izvođenja.
       *[other] { $count } osoba poništenog izvođenja ostaje na popisu: ima ih drugi izvoz ili su se pridružile prije ili poslije tog izvođenja.
    }
text-undo-absent =
    { $count ->
        [one] { $count } osoba poništenog izvođenja više nije bila na popisu.
        [few] { $count } osobe poništenog izvođenja više nisu bile na popisu.
       *[other] { $count } osoba poništenog izvođenja više nije bilo na popisu.
    }
text-undo-not-ended = Izvođenje još traje. Otkažite ga ili pričekajte kraj pa ga poništite.
text-undo-is-undo = Ovo izvođenje poništava drugo i samo se ne može poništiti. Pokrenite izvoz da biste osobe ponovno dodali.
text-undo-undone = Izvođenje je već poništeno.
text-undo-nothing-added = Izvođenje nikoga nije dodalo na popis pa nema koga ukloniti.
text-undo-not-recorded = Nema zapisa o tome koga je izvođenje dodalo. Uklonite osobe u servisu Klaviyo.
text-undo-expired = Zapis o tome koga je izvođenje dodalo izbrisan je: čuva se ograničeno vrijeme. Uklonite osobe u servisu Klaviyo.
text-undo-export-removed = Izvoz tog izvođenja je uklonjen. Uklonite osobe u servisu Klaviyo.
text-undo-connection-changed = Izvoz nakon tog izvođenja ima drugu vezu ili drugi račun servisa Klaviyo ili nema vezu. Odaberite vezu tog izvođenja pa ga poništite.
text-undo-other-identity = Drugi izvoz na ovaj popis identificira osobe prema drugom podatku pa nije poznato koga drži na popisu. Svim izvozima na taj popis zadajte isti podatak pa poništite izvođenje.
text-undo-export-running = Drugo izvođenje tog izvoza je aktivno. Otkažite ga ili najprije pričekajte njegov kraj.

## Requests
text-key-in-vault = Ključ ove veze je tajna { $secret } u trezoru ključeva: obnovite ga ondje.
text-other-account = Ovo pripada drugom računu servisa Klaviyo ({ $account }, a ne { $known }). Za njega dodajte novu vezu.
text-list-exists = Račun već ima popis tog naziva: { $list }. Odaberite njega ili drugi naziv.
text-cross-site = Ništa nije promijenjeno. Upotrijebite stranicu same aplikacije ili program.
text-not-signed-in = Niste prijavljeni. Prijavite se računom svoje organizacije.
text-no-role = Vaš račun nema ulogu u ovoj aplikaciji. Zamolite administratora da vam u servisu Entra ID dodijeli ulogu aplikacije Viewer, Operator, Contributor ili Administrator.
text-sign-in-unreadable = Podaci o prijavi ne mogu se pročitati. Ponovno se prijavite.
text-change-own = Ovu promjenu mora odobriti drugi administrator jer ste je zatražili vi.
text-change-outdated = Izvoz je promijenjen nakon što je ova promjena zatražena. Odbijte je pa je ponovno zatražite.
text-change-of-others = Ovu promjenu može odbiti samo administrator ili korisnik koji ju je zatražio.
text-full-run-needs-approval = Izvođenje koje šalje sve profile mora odobriti drugi administrator; zahtjev je { $change }.
text-no-change = Nema promjene { $change } koja čeka odobrenje.
text-consent-needed = Bez prihvaćanja uvjeta o privatnosti podataka i sukladnosti u Klaviyo se ništa ne šalje. Pročitajte tekst pa ga prihvatite.
text-secret-of-sign-in = Ova tajna pripada prijavi aplikacije u Klaviyo. Navedite tajnu koja sadrži API ključ.
text-connection-used = Vezu koriste ovi izvozi: { $exports }. Dodijelite im drugu vezu ili je uklonite uz ?exports=detach (izvozi ostaju, ali se ne pokreću) ili ?exports=remove.
text-exports-running = Ovi se izvozi upravo izvode: { $exports }. Pričekajte da završe.
text-segment-name-in-storage = Spremnik segmenata već ima segment { $segment }. Odaberite drugi naziv.
text-segment-used = Segment koriste ovi izvozi: { $exports }. Dodijelite im drugi segment ili ih najprije uklonite.
text-select-reads-no-table = SELECT ne čita nijednu tablicu.
text-no-definition = Segment „{ $segment }” nije definiran u aplikaciji.
text-segment-already-defined = Segment { $segment } već je definiran. Promijenite ga ili odaberite drugi naziv.
text-already-exported = Izvoz „{ $export }” ({ $id }) već šalje ovaj segment na ovaj popis. Promijenite taj izvoz ili odaberite drugi popis ili segment.
text-export-run-active = Izvođenje { $run } ovog izvoza još traje; ništa nije spremljeno.
text-body-too-large = Tijelo zahtjeva ima { $size } B; ograničenje je { $limit } B.
text-body-without-length = Tijelo zahtjeva poslano je u dijelovima (Transfer-Encoding: chunked) i nije stiglo. Ništa nije promijenjeno. Pošaljite ga ponovno sa zaglavljem Content-Length.
text-app-too-slow = Aplikacija nije završila u roku od { $seconds } s. Dio zahtjeva možda je izvršen: provjerite pa pokušajte ponovno.
text-list-check-no-result = Provjera još nema rezultat.
text-list-check-result-deleted = Rezultat je izbrisan: čuva se onoliko dana koliko određuje PERSONAL_DATA_DAYS, a najdulje do brisanja podataka neke osobe.
text-no-list-check = Nema takve provjere popisa. Provjera se čuva 35 dana.
text-too-many-notifications = Dosegnuto je ograničenje broja obavijesti ({ $limit }). Najprije uklonite neku.
text-no-notification = Nema obavijesti { $notification }.
text-idempotency-key-invalid = Idempotency-Key mora imati od 1 do 255 vidljivih ASCII znakova.
text-changed-since-read = Ovo je promijenjeno nakon što ste pročitali podatke. Pročitajte ih ponovno pa unesite promjenu.
text-changed-at-same-time = Drugi je zahtjev ovo promijenio u isto vrijeme. Pročitajte podatke ponovno pa unesite promjenu.
text-no-erasure = Nema takvog brisanja.
text-erase-email-invalid = email: potrebna je ispravna adresa.
text-erase-phone-invalid = phone_number: potreban je važeći broj s pozivnim brojem zemlje: +12065550100.
text-erase-id-invalid = external_id: potreban je ID.
text-person-not-named = Navedite osobu: upišite email, phone_number ili external_id.
text-role-needed =
    Za ovo je potrebna uloga { $needed ->
        [viewer] Čitatelj
        [operator] Operater
        [contributor] Suradnik
       *[administrator] Administrator
    }; vaša je { $role ->
        [viewer] Čitatelj
        [operator] Operater
        [contributor] Suradnik
       *[administrator] Administrator
    }.
text-no-connection = Nema veze { $connection }.
text-connection-for-administrators = Ova je veza namijenjena administratorima. Zamolite administratora da vas doda kao korisnika izvoza ili da vezu otvori suradnicima.
text-no-export = Nema izvoza { $export }.
text-export-without-connection = Izvoz nema vezu. Mora je odabrati administrator.
text-groups-unknown = Ova je veza namijenjena grupama, a vaša prijava ne navodi vaše grupe jer ih je previše. Zamolite administratora da vas doda kao korisnika izvoza.
text-export-connection-removed = Veza izvoza je uklonjena. Administrator mora odabrati drugu.
text-no-preview = Nema takvog pregleda. Pregled se čuva jedan dan.
text-rejects-not-written = Izvođenje još traje; datoteka redaka koji nisu poslani zapisuje se na njegovu kraju.
text-personal-data-deleted = Datoteke s osobnim podacima brišu se nakon nekoliko dana (postavka PERSONAL_DATA_DAYS: { $days }).
text-file-too-large = Datoteka je prevelika za API. Preuzmite je iz pohrane: { $path }.
text-storage-unavailable = Pohrana ne odgovara. Pokušajte kasnije. Promjena je možda ipak provedena: najprije provjerite.
text-not-unicode = Adresa ili zaglavlje nije ispravan Unicode.
text-method-not-allowed = Ova adresa prima: { $methods }.
text-no-address = Nema adrese { $address }.
text-stale = { $reason } Pročitajte podatke ponovno pa unesite promjenu.
text-no-run-by-key = Nema izvođenja { $run } pokrenutog ključem funkcije.
text-retry-other-connection = Izvoz od tog izvođenja ima drugu vezu ili nema nijednu. Umjesto toga pokrenite izvoz.
text-no-held-removal = Nijedno uklanjanje ovog izvođenja ne čeka potvrdu.
text-removal-export-changed = Izvoz je promijenjen nakon tog izvođenja: ima drugi način rada ili popis. Umjesto toga pokrenite izvoz.
text-removal-later-run = Segment je pročitalo kasnije izvođenje. Pogledajte to izvođenje.
text-run-not-held = Ovo izvođenje ne čeka potvrdu.
text-confirm-export-changed = Izvoz je promijenjen nakon tog izvođenja: ima drugu vezu ili popis. Umjesto toga pokrenite novo izvođenje.
text-confirm-later-run = Izvoz je otad ponovno pokrenut. Pogledajte njegovo najnovije izvođenje.
text-no-run = Nema izvođenja { $run }.
text-no-run-of-export = Ovaj izvoz nema izvođenje { $run }.
text-no-segment-name = Nema segmenta tog naziva: naziv segmenta ima najviše 200 znakova, ne sadrži / \ ? # i ne počinje točkom.
text-format-closed-connection = Ovaj segment čita izvoz na vezi koja vam nije dostupna. Obratite se administratoru.
text-sign-in-unknown = Ova prijava u Klaviyo nije poznata, već je iskorištena ili je trajala predugo. Počnite ispočetka.
text-client-id-changed = Postavka KLAVIYO_CLIENT_ID u međuvremenu je promijenjena. Počnite ispočetka.
text-no-sign-in = Nemate takvu prijavu u Klaviyo ili je istekla. Ponovno se prijavite.
text-sign-in-not-configured = U servisu Klaviyo nije postavljena aplikacija: postavite KLAVIYO_CLIENT_ID i spremite njezinu tajnu klijenta u trezor ključeva. Dotad se povezujte privatnim API ključem.
text-app-url-unknown = Adresa aplikacije nije poznata: u postavku APP_URL upišite njezin https URL.
text-sign-in-of-other-user = Ovu je prijavu u Klaviyo započeo drugi korisnik. Počnite ispočetka.
text-connection-changed-meanwhile = Veza je u međuvremenu promijenjena. Ponovno se prijavite.
text-no-file-of-run = Izvođenje nije pročitalo datoteku tog naziva.
text-file-without-rows = Datoteka nema redaka.
text-file-changed-since-run = Datoteka { $blob } ponovno je zapisana ili izbrisana nakon što ju je ovo izvođenje pročitalo: na tom mjestu možda je sada drugi redak. Umjesto toga potražite osobu među sadašnjim redcima segmenta.
text-row-too-far = Redak je predaleko u datoteci { $blob }: prikazuju se samo redci iz prvih { $megabytes } MB i do retka broj { $lines }. Otvorite datoteku u pohrani.
text-no-row-at-line = U datoteci { $blob } nijedan zapis ne počinje u retku { $line }.
text-newer-version = { $what } ima verziju sheme { $version }, koju ova verzija aplikacije ne podržava. Podaci se ne mijenjaju. Ponovno instalirajte noviju verziju.
text-idempotency-key-used = Ovim je ključem pokrenuto izvođenje { $run } s drugim tijelom zahtjeva. Pošaljite ponovno isto tijelo ili upotrijebite drugi ključ.
text-export-removed = Izvoz { $export } je uklonjen.
text-preview-active = Vaš pregled { $preview } još se izrađuje. Pričekajte ga.
text-preview-active-now = Drugi vaš pregled započeo je u istom trenutku. Pričekajte ga.
text-run-still-active = Izvođenje { $run } ovog izvoza još traje. Pričekajte kraj ili ga otkažite.
text-run-ended =
    Izvođenje je već završilo ({ $state ->
        [successful] Uspješno
        [completed_with_warnings] Završeno s upozorenjima
        [failed] Neuspješno
        [skipped] Preskočeno
       *[canceled] Otkazano
    }).
text-confirm-ignoring-suppressions = Ako je respect_suppressions false, osobe koje su se odjavile ili prijavile neželjenu poštu mogu ponovno primati poruke. Ako to želite, postavite confirm_ignoring_suppressions na true.
text-channels-need-phone = Kanali sms i whatsapp trebaju telefonski broj: povežite stupac s poljem phone_number.
text-queue-message-invalid = Ovo nije poruka ove aplikacije ({ $problem }).
text-export-choose-connection = Izvoz nema vezu. Najprije je odaberite.
text-export-being-saved = Drugi izvoz koji šalje segment { $segment } na ovaj popis upravo se sprema ili je spremljen u posljednjoj minuti. Pogledajte popis izvoza pa pokušajte ponovno.
text-scope-for-subscribing = { $problem } Opseg { $scope } trebaju izvozi koji pretplaćuju osobe: { $exports }.
text-key-of-other-account = Tajna sada sadrži ključ drugog računa servisa Klaviyo. Njime ne bi trebalo ništa slati.

## Keys, sign-ins and Klaviyo
text-key-refused = { $answer } Obnovite ključ u vezi; potrebni su mu opsezi { $scopes }.
text-sign-in-lost = { $answer } Ponovno se prijavite u Klaviyo na vezi; prijavi su potrebni opsezi { $scopes }.
text-key-lacks-scopes = Ključu nedostaju opsezi { $scopes }. U servisu Klaviyo izradite ključ koji ih ima i upišite ga.
text-sign-in-lacks-scopes = Prijavi nedostaju opsezi { $scopes }. Dodajte ih svojoj aplikaciji u servisu Klaviyo pa se na vezi ponovno prijavite u Klaviyo.
text-sign-in-denied = Niste dopustili pristup u servisu Klaviyo. Ništa nije promijenjeno.
text-sign-in-scopes = Vaša aplikacija u servisu Klaviyo nema sve ove opsege: { $scopes }. Dodajte ih ondje.
text-sign-in-refused = Klaviyo je odbio prijavu. Počnite ispočetka.
text-connection-removed = Veza ovog izvoza je uklonjena. Odaberite drugu vezu u izvozu.
text-sign-in-ended = Klaviyo više ne prihvaća prijavu ove veze: opozvana je, aplikacija je uklonjena u servisu Klaviyo ili prijava nije korištena 90 dana. Administrator se na vezi mora ponovno prijaviti u Klaviyo.
text-sign-in-other-app = Ova je veza prijavljena aplikacijom { $app } u servisu Klaviyo, a postavka KLAVIYO_CLIENT_ID navodi drugu ili nijednu. Vratite postavku ili se na vezi ponovno prijavite u Klaviyo.
text-sign-in-being-renewed = Druge instance upravo obnavljaju prijavu u Klaviyo. Pokušajte kasnije.
text-rate-record-contention = Evidencija za { $endpoint } nije se mogla zapisati jer je istodobno zapisuje previše instanci.
text-rate-window-used = Ograničenje servisa Klaviyo za { $endpoint } je iskorišteno.
text-list-not-in-account = Na ovom računu servisa Klaviyo nema popisa „{ $list }”. Provjerite ID popisa u postavkama popisa u servisu Klaviyo.
text-list-unknown = Klaviyo ne poznaje popis ili je popis izbrisan: { $answer }
text-import-errors-unavailable = Klaviyo ne prikazuje pogreške posla uvoza { $job }: { $answer }
text-list-gone = U servisu Klaviyo više nema popisa „{ $list }”.
text-profiles-unknown = Klaviyo ne poznaje profile ovog računa.
text-sign-in-without-token = Odgovor servisa Klaviyo na prijavu nema token za osvježavanje. Počnite ispočetka.
text-client-refused = Klaviyo ne prihvaća ID klijenta { $client } s njegovom tajnom klijenta. Provjerite postavku KLAVIYO_CLIENT_ID i tajnu „{ $secret }” u trezoru ključeva.
text-sign-in-rate-limited = Odgovor na POST { $path } bio je 429.
text-sign-in-not-accepted = Klaviyo nije prihvatio prijavu. Počnite ispočetka.
text-sign-in-no-answer = Klaviyo nije odgovorio na POST { $path } ({ $error }).
text-sign-in-invalid-answer = Odgovor servisa Klaviyo na POST { $path } ({ $status }) nije valjan odgovor na taj poziv.
text-klaviyo-invalid-answer = Odgovor servisa Klaviyo na { $method } { $path } ({ $status }) nije valjan odgovor na taj poziv.
text-klaviyo-timeout = Klaviyo nije odgovorio na { $method } { $path } u roku od { $seconds } s.
text-klaviyo-url-invalid = { $method } { $path } nije valjan URL.
text-klaviyo-no-answer = Klaviyo nije odgovorio na { $method } { $path } ({ $error }).
text-klaviyo-batch-timeout = Klaviyo nije u roku od { $seconds } s odgovorio na sve upite ove skupine.
text-klaviyo-lookups-timeout = Klaviyo nije u roku od { $seconds } s odgovorio na sve upite za pretraživanje.
text-key-characters = Ključ sadrži znakove kakve nema nijedan ključ servisa Klaviyo. Upišite ga ponovno.
text-secret-missing = U trezoru ključeva nema tajne „{ $secret }”. Obnovite ključ u vezi ili vratite tajnu.
text-secret-denied = Aplikacija ne smije čitati tajnu „{ $secret }” ili je tajna onemogućena. Dodijelite identitetu aplikacije ulogu Key Vault Secrets User ili omogućite tajnu.
text-vault-identity = Trezor ključeva nije prihvatio identitet aplikacije.
text-vault-unavailable = Trezor ključeva nije dostupan.
text-vault-unreachable = Veza s trezorom ključeva ne može se uspostaviti.
text-vault-not-stored = Ključ se nije mogao spremiti u trezor ključeva.
text-vault-not-deleted = Ključ se nije mogao izbrisati iz trezora ključeva.

## Webhooks
text-event-grid-no-token = Upravljani identitet nije dao token za Event Grid.
text-event-grid-answered = Odgovor teme usluge Event Grid bio je { $status }.
text-event-grid-unreachable = Veza s temom usluge Event Grid nije se mogla uspostaviti ({ $error }).
text-notification-not-sent = Ništa nije poslano: { $reason }
text-url-not-https = URL mora počinjati s https://.
text-url-characters = URL mora imati naziv poslužitelja i ne smije sadržavati razmake ni posebne znakove.
text-url-with-password = URL ne smije sadržavati korisničko ime ni lozinku.
text-url-not-public = Ova adresa nije javna.
text-url-invalid = Ovo nije URL.
text-receiver-answered = Odgovor primatelja bio je { $status }.
text-receiver-timeout = Primatelj nije odgovorio na vrijeme (TimeoutError).
text-receiver-unreachable = Veza s primateljem nije se mogla uspostaviti ({ $error }).
text-receiver-not-public = Poslužitelj vodi na adresu koja nije javna.

## Runs
text-other-exports-changed = Datoteke drugih izvoza na ovaj popis zamijenjene su tijekom čitanja.
text-chunk-differs = Posao uvoza { $chunk } sadrži druge retke nego prije prekida izvođenja. Pokrenite novo izvođenje.
text-preparation-differs = Broj profila koje segment sada daje: { $profiles }; prije prekida izvođenja: { $before } (je li aplikacija u međuvremenu nadograđena?). Pokrenite novo izvođenje.
text-step-failed = Korak izvođenja više puta nije uspio; razlog je u zapisniku aplikacije.
text-step-did-not-end = Korak izvođenja nije završio; razlog je u zapisniku aplikacije.
text-run-file-deleted = Datoteka { $path }, koja je potrebna izvođenju, izbrisana je. Pokrenite novo izvođenje i pobrinite se da datoteke aplikacije ne briše ništa drugo.
text-retry-run-active = Izvođenje još traje. Pričekajte kraj ili ga otkažite.
text-retry-of-undo = Ovo izvođenje poništava izvođenje { $run }. Umjesto toga ponovno poništite to izvođenje.
text-retry-run-skipped = Izvođenje je preskočeno: ništa nije pročitano ni poslano. Pokrenite novo.
text-retry-nothing-left = Svaki je profil ovog izvođenja konačno prihvaćen ili odbijen: nema se što ponovno slati.
text-retry-record-gone = Zapisa redaka ovog izvođenja koji nisu prihvaćeni više nema: čuva se onoliko dana koliko određuje HISTORY_DAYS, a izvođenje koje je završilo bez datoteke redaka koji nisu poslani nema ga. Pokrenite novo izvođenje: ono šalje svaki redak koji Klaviyo nije prihvatio.
text-retry-record-deleted = Zapis neprihvaćenih redaka izvođenja { $run } je izbrisan. Pokrenite novo izvođenje: ono šalje svaki redak koji Klaviyo nije prihvatio.
text-undo-joined-unknown = U izvođenju { $run } ne piše kada su osobe koje uklanja dodane na popis.
text-undo-record-gone = Zapis o tome koga je dodalo izvođenje { $run } je izbrisan ili ga je poništilo drugo izvođenje. Nitko nije uklonjen.
text-undo-record-deleted = Zapis o tome koga je dodalo izvođenje { $run } je izbrisan. Nitko nije uklonjen.
text-list-check-active = Popis ovog izvoza upravo se provjerava. Pričekajte rezultat.
text-list-check-run-active = Izvoz se izvodi. Provjerite njegov popis kad izvođenje završi.
text-list-check-nothing-sent = Izvoz još nije nikoga poslao na svoj popis: nema se s čime usporediti.
text-list-check-identity-changed = Podatak prema kojem izvoz identificira osobe promijenjen je nakon posljednjeg izvođenja. Najprije pokrenite izvoz.
text-list-check-record-deleted = Zapis o tome što je izvoz poslao u međuvremenu je izbrisan. Najprije pokrenite izvoz.
text-list-check-run-since = Nakon čitanja popisa pokrenut je izvoz ili su izbrisani podaci neke osobe. Provjerite ponovno.
text-list-check-nothing-to-repair = Provjera nema rezultat koji bi se mogao popraviti.
text-list-check-repaired = Izvođenje { $run } već popravlja popis.
text-list-check-none-missing = Na popisu ne nedostaje nitko.
text-list-check-run-started = Izvoz je u međuvremenu pokrenuo izvođenje. Ponovno provjerite njegov popis.
text-list-check-result-gone = Rezultat provjere je izbrisan. Ponovno provjerite popis.
text-list-check-file-gone = Datoteka provjere u međuvremenu je izbrisana. Ponovno provjerite popis.
text-erasure-identifiers-gone = Identifikatori osobe više nisu pohranjeni. Ponovno zatražite brisanje.
text-erasure-accounts-unavailable = Računi servisa Klaviyo nisu odgovorili; navedeni su u polju `refused`.
text-erasure-active = Upravo se brišu podaci druge osobe.
text-erasure-runs-active = U tijeku su izvođenja čije radne datoteke mogu sadržavati tu osobu: { $runs }.
text-erasure-opt-outs-active = Iz servisa Klaviyo upravo se čitaju odjave među kojima može biti ta osoba.
text-erasure-list-active = Iz servisa Klaviyo upravo se čita popis koji može sadržavati tu osobu.
text-erasure-lookup-active = Upravo se pretražuju podaci neke osobe, a u rezultatu se može pojaviti ta osoba.
text-no-lookup = Nema takvog pretraživanja. Rezultat pretraživanja čuva se jedan dan.
text-lookup-result-deleted = Rezultat pretraživanja je izbrisan jer su izbrisani podaci te osobe.
text-lookup-identifiers-gone = Identifikatori osobe više nisu pohranjeni. Ponovno zatražite pretraživanje.
text-erasure-preview-active = Upravo se izrađuje pregled u kojem se može pojaviti ta osoba.

## Limits
text-work-preparing = Priprema segmenta
text-work-counting = Brojenje onoga što je Klaviyo prihvatio
text-work-listing = Popisivanje redaka koji nisu prihvaćeni
text-work-finding-people = Pronalaženje osoba koje treba ukloniti s popisa, pretplatiti ili kojima treba isprazniti polja
text-work-comparing-list = Usporedba popisa s onim što je poslano
text-work-looking-up = Pretraživanje podataka osobe
text-work-undoing = Uklanjanje osoba poništenog izvođenja iz snimke stanja
text-work-erasing = Brisanje podataka osobe
text-advice-smaller-segment = Ništa nije poslano. Podijelite segment, izostavite stupce ili aplikaciji dodijelite više diska ili memorije i povećajte vrijednost postavke.
text-advice-more-resources = Dodijelite aplikaciji više diska ili memorije i povećajte vrijednost postavke.
text-advice-erase-again = Dodijelite aplikaciji više diska ili memorije i povećajte vrijednost postavke. Zatim ponovno izbrišite podatke osobe.
text-memory-exceeded = { $work }: potrebno je više memorije nego što je dopušteno (postavka PREPARE_MEMORY_MB). { $advice }
text-disk-full = { $work }: privremeni disk instance (TEMP_DIR) se napunio. { $advice } Uz PREPARE_DISK_MB svako izvođenje ostaje unutar raspoloživog prostora.
text-disk-limit-preparing = Priprema segmenta treba više privremenog diska od dopuštenih { $limit } MB (postavka PREPARE_DISK_MB). { $advice }
text-disk-limit = { $work }: potrebno je više privremenog diska nego što je dopušteno (postavka PREPARE_DISK_MB). { $advice }
text-preview-disk = Pregled treba više privremenog diska od dopuštenih { $limit } MB (postavka PREPARE_DISK_MB). Izvođenje bi se pripremalo u dijelovima. Pregledajte manji segment s istim stupcima ili povećajte vrijednost postavke.
text-disk-one-piece = Segment je definiran naredbom SELECT. Takav se segment priprema u jednom komadu i treba više privremenog diska od dopuštenih { $limit } MB (postavka PREPARE_DISK_MB). Definirajte ga uvjetima i članovima, što se može pripremati u dijelovima, odaberite manje redaka i stupaca ili aplikaciji dodijelite više diska i povećajte vrijednost postavke.
text-disk-total = Segment treba ukupno oko { $needed } MB privremenog diska, što je više od dopuštenog (najveći broj dijelova: { $pieces }, svaki po { $piece } MB, četvrtina postavke PREPARE_DISK_MB). Podijelite segment, izostavite stupce ili aplikaciji dodijelite više diska i povećajte vrijednost postavke.
text-file-indivisible = Datoteka { $blob } ne može se podijeliti (komprimirana je, nije u UTF-8 ili nije sigurno gdje redci počinju) i prevelika je za jednu instancu: oko { $size } MB, više od { $limit } MB. Ništa nije poslano. Zapišite je kao više datoteka, kao Parquet s grupama redaka ili kao nekomprimirani CSV ili JSON Lines u UTF-8.
text-too-many-rows = Segment ima više redaka od ograničenja { $limit } (postavka MAX_SEGMENT_ROWS). Podijelite ga ili povećajte vrijednost postavke.
text-segment-too-many-bytes = Segment ima { $bytes } B, više od ograničenja { $limit } B (postavka MAX_SEGMENT_BYTES). Podijelite ga ili povećajte vrijednost postavke.
text-segment-too-many-parts = Segment ima previše dijelova ({ $parts }); njihovi nazivi ne stanu u zapis izvođenja. Zapišite ga u manje, većih dijelova.
text-too-many-parts = Broj dijelova segmenta: { $parts }; čita se najviše { $limit }.
text-row-groups-too-large = Grupe redaka segmenta prevelike su za dodijeljenu memoriju (postavka PREPARE_MEMORY_MB). DuckDB javlja: „{ $problem }”. Zapišite Parquet sa stranicama od 1 MB ili grupama redaka od 32 MB ili povećajte vrijednost postavke.
text-rows-too-long = Redci segmenta predugi su za dodijeljenu memoriju (postavka PREPARE_MEMORY_MB). DuckDB javlja: „{ $problem }”.
text-select-timeout = SELECT segmenta zaustavljen je nakon { $seconds } s (postavka SELECT_SECONDS). Spajajte po ključevima, filtrirajte prije spajanja ili povećajte vrijednost postavke.

## Segments
text-segment-empty = Segment je prazan.
text-segment-header-only = Segment ima zaglavlje, ali nijedan redak. Provjerite izvoz koji ga zapisuje.
text-segment-no-row = Segment nema nijedan redak. Provjerite izvoz koji ga zapisuje.
text-segment-being-written = Segment se upravo zapisuje. Pokušajte kasnije.
text-not-inspected-yet = Još nije pregledano: pokušajte ponovno.
text-segment-unreadable = Segment se ne može pročitati. DuckDB javlja: „{ $problem }”.
text-reading-interrupted = Čitanje segmenta je prekinuto.
text-segment-not-found = Nema datoteke { $name }.csv (.tsv, .txt, .jsonl, .ndjson, .json, također .gz i .zst; .xlsx, .parquet) ni { $name }/…, a nema ni datoteke model.json, manifesta ni tablice Delta tog naziva. Provjerite naziv i je li se izvoz koji ga zapisuje izvršio.
text-several-forms = Više datoteka ima naziv { $segment }: { $blobs }. Zadržite jedan oblik segmenta.
text-unusable-name = Segment { $segment } ne može se izvesti: naziv segmenta ima najviše 200 znakova, ne sadrži / \ ? # i ne počinje točkom. Preimenujte datoteku ili mapu.
text-several-kinds = Dijelovi segmenta { $segment } različitih su vrsta: { $kinds }. Zapišite ih sve u istom formatu.
text-unknown-kind = Datoteka { $blob } nepoznate je vrste: čitaju se samo datoteke čiji naziv završava s { $endings }, tekst i komprimiran (.gz, .zst). Zapišite segment u jednom od tih formata ili premjestite datoteku iz spremnika.
text-no-table = Nema tablice { $table }.
text-problem-of-table = { $table }: { $problem }
text-definition-problems = { $problems }
text-table-empty = Tablica { $table } segmenta { $segment } nema nijedan redak. Provjerite izvoz koji je zapisuje.
text-table-gone = Segment { $segment } čita tablicu { $table }, koja više ne postoji. Promijenite definiciju ili ponovno zapišite tablicu.
text-table-lacks-columns = Tablica { $table } nema stupac { $missing }. Ima: { $columns }.
text-table-lacks-columns-similar = Tablica { $table } nema stupac { $missing } (jeste li mislili { $similar }?). Ima: { $columns }.
text-definition-outdated = { $missing } Promijenite definiciju segmenta { $segment }.
text-columns-missing = Segment nema takav stupac: { $wanted }. Ima: { $columns }. Promijenite podudaranje podataka.
text-column-wanted = { $field } ← „{ $column }”
text-column-wanted-similar = { $field } ← „{ $column }” (jeste li mislili { $similar }?)
text-column-missing-in-part = Datoteka { $blob } nema stupac „{ $column }” ({ $identity }), koji drugi dijelovi imaju. Ima: { $columns }. Zapišite sve dijelove jednako.
text-consent-column-missing = Segment nema stupac „{ $column }”, koji kazuje tko je dao privolu za marketing ({ $channel }). Promijenite `subscribe`.
text-table-columns-differ-in-case = Tablica { $table } ima stupce čiji se nazivi razlikuju samo po velikim i malim slovima, a takve SELECT ne može čitati.
text-table-row-unreadable = { $blob }, redak { $line }: { $problem } Definicija čita cijelu tablicu, a bez tog bi retka mogle nedostajati osobe. Ispravite datoteku.
text-select-unparsable = SELECT se ne može raščlaniti. DuckDB javlja: „{ $problem }”.
text-select-unparsable-at = SELECT se ne može raščlaniti. DuckDB javlja: „{ $problem }” ({ $position }. znak).
text-select-too-deep = SELECT se ne može raščlaniti: preduboko je ugniježđen ili nije tekst.
text-select-statements = Broj naredbi u definiciji: { $count }. Napišite jedan SELECT.
text-select-only-one = Dopušten je samo jedan SELECT i nijedna druga naredba.
text-select-tables-differ-in-case = SELECT čita tablice čiji se nazivi razlikuju samo po velikim i malim slovima.
text-select-no-sample = Uzorak nije dopušten: njegovi se redci razlikuju od pokušaja do pokušaja.
text-select-only-catalog = Mogu se čitati samo tablice iz kataloga.
text-select-table-function = Tablična funkcija { $function } nije dopuštena: mogu se čitati samo tablice iz kataloga.
text-select-table-name = Tablica „{ $table }” ima shemu ili verziju. Tablice se navode kako ih ispisuje GET /api/tables, u dvostrukim navodnicima.
text-select-function = Funkcija { $function } nije dopuštena: njezin se rezultat može razlikovati od pokušaja do pokušaja. Za vrijeme upotrijebite parametre $today i $now.
text-select-clock = { $function } nije dopušteno. Upotrijebite parametre $today i $now.
text-select-parameters = Jedini su parametri $today i $now.
text-select-does-not-fit = SELECT ne odgovara tablicama. DuckDB javlja: „{ $problem }”.
text-select-failed-on-value = SELECT nije uspio zbog jedne vrijednosti ({ $error }). Svi su stupci tekst: pretvorite ih funkcijom TRY_CAST.

## Files
text-blob-archived = Datoteka { $blob } je u arhivskom sloju, koji se ne može čitati. Vratite je: postavite njezin sloj pristupa na hot ili cool i pokrenite novo izvođenje kad pohrana završi, što traje satima.
text-storage-refuses = Pohrana odbija čitanje datoteke { $blob } (odgovor: { $answer }). Ponovno zapišite datoteku i pokrenite novo izvođenje.
text-storage-denies = Pohrana odbija pristup datoteci { $blob } (odgovor: { $answer }). Dodijelite identitetu aplikacije ulogu Storage Blob Data Reader na spremniku segmenata i dopustite aplikaciji pristup u mrežnim pravilima računa.
text-blob-unavailable = Datoteka { $blob } nije se mogla pročitati iz pohrane.
text-storage-short-answer = Pohrana je vratila { $received } od { $length } B datoteke { $blob }.
text-service-timeout = Usluga { $service } nije odgovorila u roku od { $seconds } s. Pokušajte kasnije.
text-too-many-columns = Broj stupaca u datoteci { $blob }: { $columns }; čita se najviše { $limit }.
text-header-quote = Naziv u navodnicima u zaglavlju datoteke { $blob } ne završava ili sadrži retke. Nedostaje li navodnik? Ispravite zaglavlje i ponovno zapišite datoteku.
text-header-unlike-description = Broj stupaca u datoteci { $blob }: { $columns }, a u njezinu opisu: { $expected }. Ponovno zapišite oboje s istim stupcima.
text-header-unreadable = Zaglavlje datoteke { $blob } ne može se pročitati: „{ $problem }”.
text-quote-never-ends = { $blob }: vrijednost u navodnicima koja počinje u retku { $line } ne završava, a među redcima koji slijede (pregledano: { $lines }) nema nijednog zapisa. Nedostaje li navodnik? Ispravite datoteku i ponovno je zapišite.
text-quotes-do-not-match = Navodnici u datoteci { $blob } nisu upareni.
text-nul-bytes = Datoteka { $blob } nije tekst: sadrži NUL bajtove. Zapišite je kao CSV u UTF-8.
text-not-in-encoding = Datoteka { $blob } nije u kodiranju { $encoding }: bajt { $byte } zaglavlja je { $value }. Odaberite kodiranje u aplikaciji, navedite ga ({ "{" }"encoding": "windows-1250"{ "}" }) u datoteci sheme pokraj nje (docs/segment-formats.md) ili zapišite UTF-8.
text-unknown-encoding = Datoteka { $blob } nije u UTF-8, a ne izgleda ni kao Windows-1252. Odaberite kodiranje u aplikaciji, navedite ga ({ "{" }"encoding": "windows-1250"{ "}" }) u datoteci sheme pokraj nje (docs/segment-formats.md) ili zapišite UTF-8.
text-json-lines-cr = Redci datoteke { $blob } završavaju samo znakom CR. U formatu JSON Lines redci završavaju s LF ili CRLF: ponovno je tako zapišite.
text-json-first-line-long = Prvi redak datoteke { $blob } dulji je od { $limit } MiB: stupci se ne mogu pronaći. Na početak zapišite kraći redak.
text-json-no-object = Nijedan redak na početku datoteke { $blob } nije JSON objekt. Zapišite JSON Lines: jedan objekt po retku, u UTF-8.
text-json-not-lines = Datoteka { $blob } je JSON, ali ne JSON Lines: niz ili objekti koji se protežu kroz više redaka. Zapišite jedan objekt po retku (jq -c '.[]' pretvara niz).
text-parquet-encrypted = Datoteka { $blob } je šifrirana: njezini posljednji bajtovi nisu Parquet podnožje. Ponovno je zapišite.
text-parquet-no-footer = Datoteka { $blob } nije Parquet ili je nepotpuna: njezini posljednji bajtovi nisu Parquet podnožje. Ponovno je zapišite.
text-parquet-footer-longer = Datoteka { $blob } je oštećena: njezino je podnožje dulje od datoteke. Ponovno je zapišite.
text-parquet-footer-large = Podnožje datoteke { $blob } ima { $size } B; čita se najviše { $limit } B. Zapišite datoteku s manje stupaca ili u većim grupama redaka.
text-parquet-unreadable = Datoteka { $blob } nije čitljiva Parquet datoteka. Ponovno je zapišite.
text-compressed-damaged = Datoteka { $blob } je oštećena: njezini { $format } podaci nepotpuni su ili neispravni. Ponovno je zapišite.
text-unpacks-too-large = Datoteka { $blob } raspakirana je veća od { $limit } B (postavka MAX_SEGMENT_BYTES). Podijelite segment ili povećajte vrijednost postavke.
text-compressed-wrong-name = Naziv datoteke { $blob } završava s { $suffix }, ali ona nije { $format } ili je oštećena. Ponovno je zapišite ili preimenujte.
text-workbook-too-large = Datoteka { $blob } ima { $size } B; radna knjiga smije imati najviše { $limit } B. Spremite list kao CSV u UTF-8: CSV smije biti bilo koje veličine.
text-workbook-no-sheet = Datoteka { $blob } nema list „{ $sheet }”. Ima: { $sheets }. Odaberite drugi ili preimenujte list.
text-workbook-nothing-visible = Datoteka { $blob } nema vidljiv list s ćelijama. Otkrijte list ili ga odaberite po nazivu: { $sheets }.
text-workbook-protected = Datoteka { $blob } zaštićena je lozinkom ili je stari .xls. Spremite je kao .xlsx koji se otvara bez lozinke.
text-workbook-part-too-large = { $blob }: dio { $part } raspakiran ima { $size } B, više od { $most } B ({ $limit }). Spremite list kao CSV u UTF-8: CSV smije biti bilo koje veličine.
text-workbook-damaged = Datoteka { $blob } je oštećena ili nije radna knjiga (.xlsx). Otvorite je u programu Excel i ponovno spremite kao .xlsx ili spremite list kao CSV u UTF-8.
text-workbook-unusual = Datoteka { $blob } nije zapisana kako Excel zapisuje radne knjige ili je neki njezin redak dulji od 2 MiB. Otvorite je u programu Excel i ponovno spremite kao .xlsx ili spremite list kao CSV u UTF-8.
text-workbook-unreadable = Datoteka { $blob } nije radna knjiga koja se može pročitati ({ $error }). Otvorite je u programu Excel i ponovno spremite kao .xlsx ili spremite list kao CSV u UTF-8.
text-blob-unexpected = Datoteka { $blob } nije se mogla pročitati ({ $error }). Ponovno je zapišite, a ako je bila neobična, u jednostavnijem obliku.

## Descriptions of tables
text-schema-invalid = Datoteka { $blob } nije valjana shema. Njezina su polja { $fields }: columns je popis naziva i vrsta, delimiter, quote i escape po jedan su znak, a header je true ili false.
text-schema-unknown-fields = Datoteka { $blob } nije valjana shema. Njezina su polja { $fields }, a ne { $unknown }.
text-declared-delimiter = { $document } određuje razdjelnik „{ $delimiter }”. Razdjelnik je jedan znak koji nije slovo, znamenka, navodnik ni prijelom retka: zapišite datoteke sa zarezom, točkom sa zarezom ili tabulatorom.
text-declared-encoding = { $document } određuje kodiranje „{ $encoding }”, koje nije poznato. Zapišite datoteke u UTF-8 ili navedite kodiranje kao što je utf-8, utf-16, windows-1250, iso-8859-2 ili shift_jis.
text-declared-same-characters = { $document } određuje isti znak za dva od polja delimiter, quote i escape. Navedite različite znakove.
text-declared-character = { $document } za polje { $name } određuje „{ $value }”. To mora biti jedan ASCII znak koji nije slovo, znamenka ni razmak, ili prazan tekst ako znaka nema.
text-description-blob-missing = Nema datoteke { $blob }, koja je potrebna opisu segmenta.
text-description-too-large = Datoteka { $blob } ima { $size } B; opis smije imati najviše { $limit } B.
text-not-a-json-object = Datoteka { $blob } nije JSON objekt. Ponovno je zapišite.
text-not-json = Datoteka { $blob } nije JSON u UTF-8. Ponovno je zapišite.
text-location-missing = { $document } navodi mjesto { $location }, ali nema datoteke { $blob }.
text-location-outside = { $document } navodi mjesto { $location }, koje nije u spremniku { $container } računa za pohranu { $account }. Čita se samo taj spremnik.
text-location-dots = { $document } navodi mjesto { $location }: mjesto ne smije sadržavati „..”.
text-table-no-longer-named = { $document } više ne navodi tablicu { $table }.
text-increments-without-keys = Tablica { $table } je u inkrementalnim mapama, ali se njezine promjene ne mogu primijeniti: potrebni su stupci Id, IsDelete te versionnumber ili SinkModifiedOn. Zapišite cijelu tablicu.
text-model-reference = { $document }: { $table } upućuje na „{ $source }”; tih podataka nema u ovom modelu. Izvezite tu tablicu.
text-model-without-entities = { $document } nema popis entiteta. Je li to model.json modela Common Data Model?
text-incremental-partitions = { $document }: tablica { $table } ima inkrementalne particije ({ $kinds }), koje nisu podržane. Zapišite cijelu tablicu kao podatkovne particije.
text-too-many-partitions = { $document }: tablica { $table } ima više particija od ograničenja { $limit }.
text-cdm-no-match = { $document }: nijedna datoteka tablice { $table } ne odgovara uzorku { $patterns }. Provjerite je li izvršen njezin izvoz u pohranu.
text-cdm-pattern-missing = { $document } ima uzorak particije bez polja regularExpression ili globPattern.
text-cdm-pattern-invalid = { $document } ima uzorak particije koji nije valjan regularni izraz.
text-cdm-too-many-manifests = { $document } upućuje na previše drugih manifesta; ograničenje je { $limit }.
text-delta-no-mapped-columns = Datoteka { $blob } nema nijedan stupac koji mapiranje stupaca (columnMapping) predviđa za datoteke tablice. Ponovno je zapišite s fizičkim nazivima ili ID-ovima polja iz sheme tablice.
text-delta-vector-beyond = Broj redaka u datoteci { $blob }: { $rows }, ali njezin vektor brisanja (deletionVectors) briše redak { $row }. Popravite tablicu Delta.
text-delta-too-many-files = Tablica Delta { $table } ima više datoteka od ograničenja { $limit }. Pokrenite OPTIMIZE.
text-delta-log-gaps = Zapisnik tablice Delta { $table } ima praznine: nedostaju transakcije prije verzije { $version }, a ne zamjenjuje ih nijedna potpuna kontrolna točka.
text-delta-log-too-large = Zapisnik tablice Delta { $table } veći je od { $limit } B. Zapišite kontrolnu točku ili pokrenite OPTIMIZE.
text-delta-features = Tablica Delta { $table } koristi značajke čitača koje nisu podržane: { $features }. Zapišite tablicu bez njih ili kao običan Parquet.
text-delta-variant = Tablica Delta { $table } ima stupce vrste variant (variantType), koja nije podržana: { $columns }. Zapišite tablicu bez te značajke ili kao običan Parquet.
text-delta-mapping-mode = Tablica Delta { $table } koristi mapiranje stupaca u načinu „{ $mode }” (columnMapping), koji nije podržan. Zapišite tablicu bez te značajke ili kao običan Parquet.
text-delta-mapping-nested = Tablica Delta { $table } koristi mapiranje stupaca (columnMapping), a njezin stupac { $column } ima vlastita polja, što zajedno nije podržano. Zapišite tablicu bez te značajke ili kao običan Parquet.
text-delta-unreadable = Tablica Delta { $table } ne može se pročitati: „{ $problem }”. Popravite tablicu ili je zapišite bez značajke navedene u poruci.

## Records that change at the same time, and settings
text-record-changed = Drugi je proces ovo istodobno promijenio ili izbrisao: { $record }.
text-records-changed = Drugi je proces istodobno promijenio jedan od zapisa.
text-record-busy = Previše procesa ovo mijenja istodobno: { $record }.
text-erasure-too-long = Brisanje je trajalo predugo i zaustavljeno je prije kraja. Ponovite ga.
text-blob-overwritten = Datoteka { $blob } prebrisana je ili izbrisana dok ju je izvođenje čitalo.
text-internal-error = Aplikacija nije mogla odgovoriti. Razlog je u njezinu zapisniku; pokušajte ponovno kasnije.
text-setting-no-storage = Postavite { $name } ili { $name }__blobServiceUri: nijedan račun za pohranu nije konfiguriran.
text-setting-no-queues = Uz { $name }__blobServiceUri postavite i { $name }__queueServiceUri.
text-setting-invalid = { $name }: { $problem } Vrijednost je „{ $value }”.

## Values of fields that are not valid
text-field-invalid = { $field }: { $problem }
text-field-not-valid = Ova vrijednost nije ispravna („{ $problem }”).
text-field-required = Ovo je polje obavezno.
text-field-named-required = Polje { $name } obavezno je.
text-field-unknown = Nema takvog polja.
text-field-text = Potreban je tekst.
text-field-number = Potreban je broj.
text-field-whole-number = Potreban je cijeli broj.
text-field-list = Potreban je popis.
text-field-object = Potreban je objekt s poljima.
text-field-json = Ovo nije ispravan JSON („{ $problem }”).
text-field-one-of = Dopuštene vrijednosti: { $allowed }.
text-field-empty = Ovo ne smije biti prazno.
text-field-min-characters = Najmanji broj znakova: { $limit }.
text-field-max-characters = Najveći broj znakova: { $limit }.
text-field-min-entries = Najmanji broj unosa: { $limit }.
text-field-max-entries = Najveći broj unosa: { $limit }.
text-field-at-least = Najmanja je vrijednost { $limit }.
text-field-at-most = Najveća je vrijednost { $limit }.
text-field-more-than = Vrijednost mora biti veća od { $limit }.
text-field-less-than = Vrijednost mora biti manja od { $limit }.
text-field-between = Potreban je broj od { $least } do { $most }.
text-field-pattern = Mora odgovarati uzorku { $pattern }.
text-field-time = Upišite vrijeme s vremenskom zonom, na primjer 2026-11-21T06:00:00Z.
text-field-nul = Znak NUL nije dopušten.
text-cursor-invalid = Ovaj kursor nije vratio ovaj API.
text-field-user-id = Upišite ID korisnika. POST /api/users/search pronalazi ga prema imenu korisnika.
text-field-users-twice = Svaki korisnik ili grupa može biti naveden samo jednom.
text-field-one-credential = Navedite jedno od sljedećeg: api_key, secret_name (naziv tajne u trezoru ključeva) ili sign_in.
text-field-code-or-error = Navedite code ili error, kako ih je Klaviyo poslao.
text-field-schedule-or-enabled = Navedite schedule, enabled ili oboje.
text-field-https-host = Potrebni su https:// i naziv poslužitelja, bez korisničkog imena i lozinke.
text-field-https = Mora počinjati s https:// (http:// samo prema ovom računalu).
text-field-operator-no-value = Usporedba { $operator } nema vrijednost.
text-field-operator-a-value = Usporedbi { $operator } potrebna je vrijednost.
text-field-operator-one-value = Usporedba { $operator } prima samo jednu vrijednost.
text-field-operator-number = Usporedbi { $operator } potreban je broj, s točkom ispred decimala.
text-field-operator-time = Usporedbi { $operator } potreban je datum ili vrijeme, na primjer 2026-11-22 ili 2026-11-22T10:30:00Z.
text-field-operator-days = Usporedbi { $operator } potreban je broj dana od 0 do { $limit }.
text-field-too-deep = Najveći broj razina ugniježđenih uvjeta: { $limit }.
text-field-too-many-conditions = Najveći broj uvjeta: { $limit }.
text-field-consent-both = „{ $value }” je i u true_values i u false_values. Uklonite je iz jednog od njih.
text-field-consent-no-value = when_false je { $action }, a nijedna vrijednost ne znači „ne”. Navedite te vrijednosti u false_values: prazna ćelija ne znači ni „da” ni „ne”.
text-field-consent-no-channel = Navedite pravilo za barem jedan kanal ili null da se privola ne bi mijenjala.
text-field-push-no-revoke = Za opoziv privole za push potrebni su tokeni uređaja. Postavite njegov when_false na nothing.
text-field-consent-account = Klaviyo čuva jednu privolu za { $channel } za cijeli račun. Postavite njezin scope na all.
text-field-suppress-email-only = Klaviyo blokira samo adrese e-pošte. Za { $channel } postavite when_false na unsubscribe.
text-field-hold-when-empty = Navedite barem jedan uvjet ili izostavite hold_when.
text-field-segment-name = Naziv segmenta ima najviše 200 znakova, ne sadrži / \ ? # i ne počinje točkom. Preimenujte datoteku ili mapu.
text-field-segment-twice = Jedan je segment naveden dvaput.
text-field-cron-fields = Cron izraz ima pet polja: minuta, sat, dan u mjesecu, mjesec, dan u tjednu.
text-field-cron-invalid =
    Ovo polje cron izraza nije ispravno: { $part ->
        [minute] minuta
        [hour] sat
        [day-of-month] dan u mjesecu
        [month] mjesec
       *[day-of-week] dan u tjednu
    }.
text-field-cron-never = Termin ovog cron izraza nikad ne nastupa.
text-field-time-zone = Ovo nije vremenska zona IANA-e; upotrijebite, na primjer, Europe/Zagreb ili UTC.
text-field-column-or-constant = Navedite ili stupac ili stalnu vrijednost.
text-field-constant-alone = Stalna vrijednost ne može imati type ni blank.
text-field-wildcard = „*” povezuje sve ostale stupce; upotrijebite { "{" }"*": "*"{ "}" }.
text-field-property-name = Naziv svojstva ima od 1 do 255 znakova, bez kontrolnih znakova i ne samo razmake.
text-field-identity-needed = Prema ovom se polju osobe identificiraju: povežite stupac s njim.
text-field-identity-blank = Redci u kojima je ovo polje prazno ne šalju se pa se blank ne primjenjuje.
text-field-type-of-property = Samo svojstva imaju vrstu.
text-field-needs-column = Potreban je stupac. Stalna bi vrijednost spojila sve profile u jedan.
text-field-needs = Potrebno je: { $takes }.
text-field-profiles-or-percent = Navedite ili profiles ili percent.

## Single rows that are not sent
text-row-quote-runs-on = U ovom retku počinje vrijednost u navodnicima koja u njemu ne završava, a sljedeći su redci zasebni zapisi. Nedostaje li navodnik?
text-row-quote-never-ends = U ovom retku počinje vrijednost u navodnicima koja ne završava kako treba: navodnik u njoj nedostaje ili nije udvostručen.
text-row-quote-stray-end = Čini se da u ovom retku završava vrijednost u navodnicima koja je počela u neispravnom retku iznad.
text-row-too-long = Redak je dulji od { $limit } MiB.
text-row-damaged = Redak sadrži bajtove koji u kodiranju datoteke nisu tekst.
text-row-nul = Redak sadrži znak NUL.
text-row-more-fields = Redak ima više polja od zaglavlja: { $found } umjesto { $width }.
text-row-fewer-fields = Redak ima manje polja od zaglavlja ({ $found } umjesto { $width }) i slijedi nakon neispravnog retka.
text-row-no-json-object = Redak nije JSON objekt, dulji je od 2 MiB ili sadrži nešto što nije tekst: oštećen bajt ili polovicu znaka.
text-row-duplicate = Ista je osoba u kasnijem retku, u retku { $line } datoteke { $blob }; vrijedi taj redak.
text-row-klaviyo = Klaviyo javlja: { $answer }
text-row-not-named = Klaviyo ga ubraja među neuspjele u poslu uvoza { $job }, ali ne navodi redak.
text-row-phone-invalid = Iz njega se ne može pročitati važeći broj.
text-row-phone-extension = Ima kućni (interni) broj: bez njega je to broj centrale, a ne osobe.
text-row-phone-letters = Sadrži slova, kakvih u brojevima te zemlje nema.
text-row-phone-lost-digits = Zapisan je kao decimalni broj, čije su posljednje znamenke možda izgubljene.
text-row-email-no-at = Nema znaka @.
text-row-email-several-at = Ima više od jednog znaka @.
text-row-email-nothing-before = Ispred znaka @ mora nešto biti.
text-row-email-nothing-after = Iza znaka @ mora nešto biti.
text-row-email-dots = Točka je na početku ili kraju dijela adrese ili su dvije točke jedna do druge.
text-row-email-too-long = Dulja je nego što adresa može biti.
text-row-email-control = Sadrži kontrolne znakove.
text-row-email-spaces = Sadrži razmake.
text-row-email-characters = Sadrži znakove koji ondje nisu dopušteni: { $characters }
text-row-email-letters-before = Ispred znaka @ ne može biti slova izvan ASCII-ja: { $characters }
text-row-email-domain-letters = Domena ima slova izvan ASCII-ja; umjesto nje napišite { $domain }.
text-row-email-top-level = Domena ne završava vršnom domenom.
text-row-email-other = Nije ispravna.
text-row-key-twice = Objekt ima isti ključ dvaput: nije sigurno na koju se vrijednost misli.

## Titles of errors, by type
text-error-internal = U aplikaciji je nešto pošlo po zlu
text-error-configuration = Aplikacija nije ispravno postavljena
text-error-invalid-request = Neke vrijednosti nisu valjane
text-error-sign-in-required = Najprije se prijavite
text-error-not-allowed = Nemate dopuštenje za ovo
text-error-not-found = Nije pronađeno
text-error-method-not-allowed = Aplikacija ne prima ovaj zahtjev
text-error-cross-site = Zahtjev je došao s drugog web-mjesta
text-error-conflict = Sukob
text-error-connection-in-use = Izvozi koriste ovu vezu
text-error-segment-in-use = Izvozi koriste ovaj segment
text-error-approval-required = To mora odobriti drugi administrator
text-error-already-exported = Drugi izvoz šalje ovaj segment na ovaj popis
text-error-run-active = Izvoz se već izvodi
text-error-stale-version = Netko je drugi ovo u međuvremenu promijenio
text-error-request-too-large = Ovo je preveliko
text-error-length-required = Zahtjev je poslan bez duljine
text-error-idempotency-key-reused = Ovaj ključ idempotentnosti već je upotrijebljen za drugi zahtjev
text-error-run-failed = Izvođenje nije uspjelo
text-error-segment-not-found = Segment nije pronađen
text-error-segment-empty = Segment je prazan
text-error-segment-unreadable = Segment se ne može pročitati
text-error-segment-inaccessible = Pohrana odbija pristup segmentu
text-error-segment-too-large = Segment prelazi ograničenje
text-error-retry-record-missing = Nedostaje zapis redaka za ponovno slanje
text-error-undo-record-missing = Nedostaje zapis osoba za uklanjanje
text-error-staging-lost = Izbrisana je privremena datoteka izvođenja
text-error-temp-disk-full = Nema dovoljno privremenog diska za segment
text-error-segment-changed = Segment je prebrisan tijekom čitanja
text-error-held-for-confirmation = Izvođenje čeka potvrdu
text-error-canary-failed = Prvi dio nije uspio
text-error-canary-not-confirmed = Prvi dio nije potvrđen na vrijeme
text-error-list-check-outdated = Provjera popisa je zastarjela
text-error-over-limit = Izvođenje bi prešlo ograničenje profila
text-error-column-missing = U segmentu nedostaje povezani stupac
text-error-definition-invalid = Definicija segmenta ne odgovara njegovim tablicama
text-error-connection-missing = Izvoz nema vezu
text-error-list-not-found = Popis u servisu Klaviyo nije pronađen
text-error-key-refused = Klaviyo je odbio ključ ili prijavu
text-error-nondeterministic-preparation = Izvođenje se nije moglo nastaviti
text-error-step-failed = Korak izvođenja više puta nije uspio
text-error-chunk-refused = Klaviyo je odbio profile
text-error-state-conflict = Zapis je promijenio netko drugi
text-error-unavailable = Usluga trenutačno nije dostupna
text-error-rate-limited = Dosegnuto je ograničenje zahtjeva servisa Klaviyo
text-error-newer-version = Zapis je napravila novija verzija aplikacije
text-error-webhook-failed = Webhook nije primio poruku
text-error-preview-active = Pregled se već priprema
text-error-undo-impossible = Izvođenje se ne može poništiti
