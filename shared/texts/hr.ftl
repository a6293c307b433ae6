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
text-takes-date = datum, najbolje u obliku 2026-11-22 ili 2026-11-22T10:30:00Z
text-takes-list = jednostavno JSON polje ili tekstovi odvojeni točkom sa zarezom ili zarezom
text-takes-external-id = najviše 255 znakova
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
        [one] { $count } osoba ima retke s pristankom na marketing i retke s odbijanjem. Vrijedi posljednji redak osobe.
        [few] { $count } osobe imaju retke s pristankom na marketing i retke s odbijanjem. Vrijedi posljednji redak osobe.
       *[other] { $count } osoba ima retke s pristankom na marketing i retke s odbijanjem. Vrijedi posljednji redak osobe.
    }
text-consent-unreachable =
    { $count ->
        [one] { $count } osoba pristala je na { $channel }, ali u njezinim recima nema podatka koji se može poslati ({ $field ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): nije pretplaćena.
        [few] { $count } osobe pristale su na { $channel }, ali u njihovim recima nema podatka koji se može poslati ({ $field ->
            [phone_number] telefonski broj
            [email] adresa e-pošte
           *[external_id] vanjski ID
        }): nisu pretplaćene.
       *[other] { $count } osoba pristalo je na { $channel }, ali u njihovim recima nema podatka koji se može poslati ({ $field ->
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
text-columns-not-mapped = Stupci čiji naziv počinje znakom $ ili ne može biti naziv svojstva nisu mapirani: { $columns }.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
        [one] { $count } profil već je bio poslan servisu Klaviyo kad je izvođenje otkazano, a njegov se uvoz nije čekao. Broji se kao neuspio (nepotvrđen), ali može biti na popisu. Ponovite izvođenje da biste ga ponovno poslali: to nije štetno ako ga Klaviyo već ima.
        [few] { $count } profila već su bila poslana servisu Klaviyo kad je izvođenje otkazano, a njihov se uvoz nije čekao. Broje se kao neuspjeli (nepotvrđeni), ali mogu biti na popisu. Ponovite izvođenje da biste ih ponovno poslali: to nije štetno za one koje Klaviyo već ima.
       *[other] { $count } profila već je bilo poslano servisu Klaviyo kad je izvođenje otkazano, a njihov se uvoz nije čekao. Broje se kao neuspjeli (nepotvrđeni), ali mogu biti na popisu. Ponovite izvođenje da biste ih ponovno poslali: to nije štetno za one koje Klaviyo već ima.
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
        [one] { $count } osoba koja je pristala na marketing nije se mogla pretplatiti: { $reason }
        [few] { $count } osobe koje su pristale na marketing nisu se mogle pretplatiti: { $reason }
       *[other] { $count } osoba koje su pristale na marketing nije se moglo pretplatiti: { $reason }
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
text-batch-missing = Podaci ovog posla više nisu u pohrani.
text-klaviyo-answered = { $request } – odgovor { $status }: { $answer }
text-given-up = Odustalo se nakon pokušaja: { $attempts }. { $reason }
text-import-job-missing = Klaviyo više nema taj posao uvoza.
text-import-job-ended = Klaviyo je završio posao uvoza: { $status }.
text-import-job-overdue = Stanje posla uvoza nakon { $hours } h i dalje je bilo { $status }.
text-import-job-unknown = Klaviyo u roku od { $hours } h nije odgovorio o poslu uvoza.
text-chunk-refused = Klaviyo je odbio podatke, a nije naveo profil; dijeljenje na manje dijelove nije otkrilo uzrok: { $answer }
text-chunk-refused-again = Broj odbijanja od servisa Klaviyo: { $times }. { $reason }
text-chunk-body-missing = Podaci za slanje više nisu u pohrani.
text-untranslated = { $detail }

## Removals that wait
text-removal-held-empty =
    { $planned ->
        [one] Segment je prazan pa bi se s popisa uklonila { $planned } osoba. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
        [few] Segment je prazan pa bi se s popisa uklonile sve { $planned } osobe. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
       *[other] Segment je prazan pa bi se s popisa uklonilo svih { $planned } osoba. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
    }
text-removal-held-share =
    { $planned ->
        [one] { $planned } osoba napustila je segment, što je { $share } % osoba na popisu; ograničenje je { $limit } %. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
        [few] { $planned } osobe napustile su segment, što je { $share } % osoba na popisu; ograničenje je { $limit } %. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
       *[other] { $planned } osoba napustilo je segment, što je { $share } % osoba na popisu; ograničenje je { $limit } %. Nitko nije uklonjen. Ako je to ispravno, potvrdite uklanjanje za ovo izvođenje; ako nije, ispravite segment.
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
text-removal-held-other-identity = Nitko nije uklonjen: drugi izvoz na ovaj popis razlikuje osobe po drugom podatku pa nije poznato tko je na popisu zbog njega. Odredite isti identitet svim izvozima na taj popis ili svakom zaseban popis.

## Runs that wait for a confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Broj novih profila koji bi nastali u servisu Klaviyo: oko { $count }; ograničenje izvoza je { $limit }.
       *[exact] Broj novih profila koji bi nastali u servisu Klaviyo: { $count }; ograničenje izvoza je { $limit }.
    }
text-held-plan-unknown = Iskorištenost plana ne može se provjeriti: ključ treba opseg usage:read.
text-held-plan-share = Iskoristilo bi se { $share } % profila plana; ograničenje izvoza je { $limit } %.
text-held-flows-unknown = Tijekovi popisa ne mogu se provjeriti: ključ treba opseg flows:read.
text-canary-flows = Tijekovi popisa postali su aktivni dok se slao prvi dio: { $flows }.
text-canary-failed = Klaviyo nije prihvatio dovoljno iz prvog dijela. Nije prihvaćeno: { $bad } od { $tried } ({ $share } %); ograničenje izvoza je { $limit } %. Nije poslano: { $others }. Pogledajte datoteku odbijenih redaka, uklonite uzrok i pokrenite novo izvođenje: ono šalje sve što Klaviyo nije prihvatio.
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
text-preview-update-only = Način „Samo ažuriraj”: izvođenje izostavlja osobe kojih nema u servisu Klaviyo. Ovdje prikazani brojevi uključuju ih.

## Notes
text-all-sent-list-changed = Šalju se svi profili, a ne samo promijenjeni: popis je promijenjen nakon posljednjeg izvođenja.
text-all-sent-matching-changed = Šalju se svi profili, a ne samo promijenjeni: podudaranje podataka promijenjeno je nakon posljednjeg izvođenja.
text-all-sent-other-version = Šalju se svi profili, a ne samo promijenjeni: snimku je zapisala druga verzija aplikacije.
text-all-sent-full = Šalju se svi profili, a ne samo promijenjeni: ovo je bilo potpuno izvođenje.
text-all-sent-other-account = Šalju se svi profili, a ne samo promijenjeni: veza sada vodi na drugi račun servisa Klaviyo.
text-all-sent-identity-changed = Šalju se svi profili, a ne samo promijenjeni: identitet je promijenjen nakon posljednjeg izvođenja. Osobe koje su otad otišle ostaju na popisu.
text-all-sent-snapshot-missing = Šalju se svi profili, a ne samo promijenjeni: nema datoteke posljednje snimke.
text-all-sent-removal-missing = Šalju se svi profili, a ne samo promijenjeni: nema zapisa o osobama koje je drugo izvođenje uklonilo s popisa.
text-opted-out-at-klaviyo =
    { $count ->
        [one] { $count } osoba u segmentu ima pristanak, ali se odjavila u servisu Klaviyo: nije pretplaćena. Popis je u datoteci not-subscribed.csv.
        [few] { $count } osobe u segmentu imaju pristanak, ali su se odjavile u servisu Klaviyo: nisu pretplaćene. Popis je u datoteci not-subscribed.csv.
       *[other] { $count } osoba u segmentu ima pristanak, ali se odjavilo u servisu Klaviyo: nisu pretplaćene. Popis je u datoteci not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = { $share } % redaka odbijeno je ili nije uspjelo ({ $bad } od { $read }); ograničenje je { $limit } %.
text-alert-more-rows = Broj pročitanih redaka: { $read }, { $deviation } % više nego obično ({ $usual }); ograničenje je { $limit } %.
text-alert-fewer-rows = Broj pročitanih redaka: { $read }, { $deviation } % manje nego obično ({ $usual }); ograničenje je { $limit } %.
text-alert-duration = Izvođenje je trajalo { $minutes } min; ograničenje je { $limit } min.
text-alert-no-run-by = Nijedno izvođenje nije redovito završilo do { $time } ({ $zone }).

## Reasons why rows are not sent
text-reject-email-missing = Redak nema adresu e-pošte.
text-reject-email-malformed = Adresa e-pošte nije ispravna.
text-reject-phone-number-missing = Redak nema telefonski broj po kojem se osobe razlikuju.
text-reject-phone-number-malformed = Telefonski broj po kojem se osobe razlikuju ne može se pročitati kao važeći broj.
text-reject-external-id-missing = Redak nema vanjski ID po kojem se osobe razlikuju.
text-reject-external-id-malformed = Vanjski ID po kojem se osobe razlikuju predug je ili su mu izgubljene znamenke (npr. 4.93E+11).
text-reject-profile-too-large = Profil je veći od 100 KB, što je ograničenje servisa Klaviyo.
text-reject-malformed-row = Redak se ne može pročitati.
text-reject-duplicate = Ista je osoba u kasnijem retku; vrijedi posljednji redak.
text-reject-refused-by-klaviyo = Klaviyo je odbio profil.
text-reject-not-found = Klaviyo nema profil s tim identitetom, a način je „Samo ažuriraj”.
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
text-undo-is-undo = Ovo izvođenje poništava drugo i samo se ne može poništiti. Pokrenite izvoz da osobe ponovno dodate.
text-undo-undone = Izvođenje je već poništeno.
text-undo-nothing-added = Izvođenje nikoga nije dodalo na popis pa nema koga ukloniti.
text-undo-not-recorded = Nema zapisa o tome koga je izvođenje dodalo. Uklonite osobe u servisu Klaviyo.
text-undo-expired = Zapis o tome koga je izvođenje dodalo izbrisan je: čuva se ograničeno vrijeme. Uklonite osobe u servisu Klaviyo.
text-undo-export-removed = Izvoz tog izvođenja je uklonjen. Uklonite osobe u servisu Klaviyo.
text-undo-connection-changed = Izvoz nakon tog izvođenja ima drugu vezu ili drugi Klaviyo račun, ili nema vezu. Odaberite vezu tog izvođenja pa ga poništite.
text-undo-other-identity = Drugi izvoz ovog popisa prepoznaje osobe po drugom identitetu pa se ne zna koga ima na popisu. Svim izvozima popisa zadajte isti identitet pa poništite izvođenje.
text-undo-export-running = Drugo izvođenje tog izvoza je aktivno. Otkažite ga ili najprije pričekajte njegov kraj.
