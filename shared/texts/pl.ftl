# Teksty dla użytkowników: en.ftl jest źródłem.

## Warnings about values
text-emails-left-out =
    { $count ->
        [one] Pominięto { $count } adres e-mail, ponieważ jest nieprawidłowy.
        [few] Pominięto { $count } adresy e-mail, ponieważ są nieprawidłowe.
        [many] Pominięto { $count } adresów e-mail, ponieważ są nieprawidłowe.
       *[other] Pominięto { $count } adresu e-mail, ponieważ są nieprawidłowe.
    }
text-phones-unreadable =
    { $count ->
        [one] Pominięto { $count } numer telefonu, ponieważ nie można go odczytać jako prawidłowego numeru z kraju { $country }.
        [few] Pominięto { $count } numery telefonu, ponieważ nie można ich odczytać jako prawidłowych numerów z kraju { $country }.
        [many] Pominięto { $count } numerów telefonu, ponieważ nie można ich odczytać jako prawidłowych numerów z kraju { $country }.
       *[other] Pominięto { $count } numeru telefonu, ponieważ nie można ich odczytać jako prawidłowych numerów z kraju { $country }.
    }
text-phones-unreadable-no-country =
    { $count ->
        [one] Pominięto { $count } numer telefonu, ponieważ nie można go odczytać jako prawidłowego numeru (eksport nie ma kraju domyślnego).
        [few] Pominięto { $count } numery telefonu, ponieważ nie można ich odczytać jako prawidłowych numerów (eksport nie ma kraju domyślnego).
        [many] Pominięto { $count } numerów telefonu, ponieważ nie można ich odczytać jako prawidłowych numerów (eksport nie ma kraju domyślnego).
       *[other] Pominięto { $count } numeru telefonu, ponieważ nie można ich odczytać jako prawidłowych numerów (eksport nie ma kraju domyślnego).
    }
text-phones-extension =
    { $count ->
        [one] Pominięto { $count } numer telefonu, ponieważ ma numer wewnętrzny: bez niego jest to numer centrali, a nie danej osoby.
        [few] Pominięto { $count } numery telefonu, ponieważ mają numer wewnętrzny: bez niego jest to numer centrali, a nie danej osoby.
        [many] Pominięto { $count } numerów telefonu, ponieważ mają numer wewnętrzny: bez niego jest to numer centrali, a nie danej osoby.
       *[other] Pominięto { $count } numeru telefonu, ponieważ mają numer wewnętrzny: bez niego jest to numer centrali, a nie danej osoby.
    }
text-phones-letters =
    { $count ->
        [one] Pominięto { $count } numer telefonu, ponieważ zawiera litery, których numery z tego kraju nie mają.
        [few] Pominięto { $count } numery telefonu, ponieważ zawierają litery, których numery z tego kraju nie mają.
        [many] Pominięto { $count } numerów telefonu, ponieważ zawierają litery, których numery z tego kraju nie mają.
       *[other] Pominięto { $count } numeru telefonu, ponieważ zawierają litery, których numery z tego kraju nie mają.
    }
text-phones-lost-digits =
    { $count ->
        [one] Pominięto { $count } numer telefonu, ponieważ zapisano go jako liczbę dziesiętną, której ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
        [few] Pominięto { $count } numery telefonu, ponieważ zapisano je jako liczby dziesiętne, których ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
        [many] Pominięto { $count } numerów telefonu, ponieważ zapisano je jako liczby dziesiętne, których ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
       *[other] Pominięto { $count } numeru telefonu, ponieważ zapisano je jako liczby dziesiętne, których ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
    }
text-values-invalid =
    { $count ->
        [one] Pominięto { $count } wartość kolumny „{ $column }”. Pole { $field } przyjmuje: { $takes }.
        [few] Pominięto { $count } wartości kolumny „{ $column }”. Pole { $field } przyjmuje: { $takes }.
        [many] Pominięto { $count } wartości kolumny „{ $column }”. Pole { $field } przyjmuje: { $takes }.
       *[other] Pominięto { $count } wartości kolumny „{ $column }”. Pole { $field } przyjmuje: { $takes }.
    }
text-values-lost-digits =
    { $count ->
        [one] Pominięto { $count } wartość kolumny „{ $column }”: zapisano ją jako liczbę dziesiętną, której ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
        [few] Pominięto { $count } wartości kolumny „{ $column }”: zapisano je jako liczby dziesiętne, których ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
        [many] Pominięto { $count } wartości kolumny „{ $column }”: zapisano je jako liczby dziesiętne, których ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
       *[other] Pominięto { $count } wartości kolumny „{ $column }”: zapisano je jako liczby dziesiętne, których ostatnie cyfry mogły zostać utracone (np. 4.93E+11). Zapisz kolumnę jako tekst lub jako liczby całkowite.
    }
text-values-placeholder =
    { $count ->
        [one] Uznano za puste: { $count } wartość kolumny „{ $column }”. { $placeholders } w polu { $field } oznacza brak wartości, a wszystkie osoby, które ją mają, stałyby się w Klaviyo jedną osobą. Pozostaw takie wartości puste.
        [few] Uznano za puste: { $count } wartości kolumny „{ $column }”. { $placeholders } w polu { $field } oznacza brak wartości, a wszystkie osoby, które ją mają, stałyby się w Klaviyo jedną osobą. Pozostaw takie wartości puste.
        [many] Uznano za puste: { $count } wartości kolumny „{ $column }”. { $placeholders } w polu { $field } oznacza brak wartości, a wszystkie osoby, które ją mają, stałyby się w Klaviyo jedną osobą. Pozostaw takie wartości puste.
       *[other] Uznano za puste: { $count } wartości kolumny „{ $column }”. { $placeholders } w polu { $field } oznacza brak wartości, a wszystkie osoby, które ją mają, stałyby się w Klaviyo jedną osobą. Pozostaw takie wartości puste.
    }
text-values-formula =
    { $count ->
        [one] Wysłano { $count } wartość kolumny „{ $column }” bez otaczającej formuły arkusza (="…"). Zapisuj takie wartości jako tekst.
        [few] Wysłano { $count } wartości kolumny „{ $column }” bez otaczającej formuły arkusza (="…"). Zapisuj takie wartości jako tekst.
        [many] Wysłano { $count } wartości kolumny „{ $column }” bez otaczającej formuły arkusza (="…"). Zapisuj takie wartości jako tekst.
       *[other] Wysłano { $count } wartości kolumny „{ $column }” bez otaczającej formuły arkusza (="…"). Zapisuj takie wartości jako tekst.
    }
text-values-placeholder-name =
    { $count ->
        [one] Wysłano { $count } wartość kolumny „{ $column }”, choć nie wygląda na imię ani nazwisko: { $placeholders }. Pozostaw takie wartości puste.
        [few] Wysłano { $count } wartości kolumny „{ $column }”, choć nie wyglądają na imiona ani nazwiska: { $placeholders }. Pozostaw takie wartości puste.
        [many] Wysłano { $count } wartości kolumny „{ $column }”, choć nie wyglądają na imiona ani nazwiska: { $placeholders }. Pozostaw takie wartości puste.
       *[other] Wysłano { $count } wartości kolumny „{ $column }”, choć nie wyglądają na imiona ani nazwiska: { $placeholders }. Pozostaw takie wartości puste.
    }
text-takes-number = liczba z kropką przed częścią dziesiętną
text-takes-boolean = true lub false, yes lub no, 1 lub 0
text-takes-date = data, najlepiej w postaci 2026-11-22 lub 2026-11-22T10:30:00Z
text-takes-list = prosta tablica JSON albo teksty rozdzielone średnikami lub przecinkami
text-takes-external-id = najwyżej 255 znaków
text-takes-locale = znacznik języka i regionu BCP 47: `en`, `en-US`, `zh-Hant-TW` (`en_US` jest wysyłane jako `en-US`)
text-takes-image = adres URL http lub https o długości do 2000 znaków
text-takes-country = nazwa lub kod: bez cyfr, najwyżej 100 znaków
text-takes-latitude = liczba dziesiętna od −90 do 90
text-takes-longitude = liczba dziesiętna od −180 do 180
text-takes-time-zone = nazwa z bazy stref czasowych IANA: `Europe/Berlin`
text-takes-ip = adres IPv4 lub IPv6
text-shared-identifiers-omitted =
    { $values ->
        [one] { $values } { $field ->
            [phone_number] numer telefonu
            [email] adres e-mail
           *[external_id] identyfikator zewnętrzny
        } należy do więcej niż jednej osoby (łącznie { $people }) i pominięto go u wszystkich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
        [few] { $values } { $field ->
            [phone_number] numery telefonu
            [email] adresy e-mail
           *[external_id] identyfikatory zewnętrzne
        } należą do więcej niż jednej osoby (łącznie { $people }) i pominięto je u wszystkich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
        [many] { $values } { $field ->
            [phone_number] numerów telefonu
            [email] adresów e-mail
           *[external_id] identyfikatorów zewnętrznych
        } należy do więcej niż jednej osoby (łącznie { $people }) i pominięto je u wszystkich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        } należy do więcej niż jednej osoby (łącznie { $people }) i pominięto je u wszystkich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
    }
text-shared-identifiers-sent-last =
    { $values ->
        [one] { $values } { $field ->
            [phone_number] numer telefonu
            [email] adres e-mail
           *[external_id] identyfikator zewnętrzny
        } należy do więcej niż jednej osoby (łącznie { $people }) i wysłano go tylko z ostatnią z nich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
        [few] { $values } { $field ->
            [phone_number] numery telefonu
            [email] adresy e-mail
           *[external_id] identyfikatory zewnętrzne
        } należą do więcej niż jednej osoby (łącznie { $people }) i wysłano je tylko z ostatnią z nich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
        [many] { $values } { $field ->
            [phone_number] numerów telefonu
            [email] adresów e-mail
           *[external_id] identyfikatorów zewnętrznych
        } należy do więcej niż jednej osoby (łącznie { $people }) i wysłano je tylko z ostatnią z nich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        } należy do więcej niż jednej osoby (łącznie { $people }) i wysłano je tylko z ostatnią z nich: Klaviyo scaliłoby te osoby. Listę zawiera plik shared-identifiers.csv.
    }
text-consent-contradictory =
    { $count ->
        [one] { $count } osoba ma wiersze ze zgodą na marketing i wiersze z odmową. Liczy się ostatni wiersz danej osoby.
        [few] { $count } osoby mają wiersze ze zgodą na marketing i wiersze z odmową. Liczy się ostatni wiersz danej osoby.
        [many] { $count } osób ma wiersze ze zgodą na marketing i wiersze z odmową. Liczy się ostatni wiersz danej osoby.
       *[other] { $count } osoby ma wiersze ze zgodą na marketing i wiersze z odmową. Liczy się ostatni wiersz danej osoby.
    }
text-consent-unreachable =
    { $count ->
        [one] { $count } osoba wyraża zgodę na { $channel }, ale jej wiersze nie mają { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, który można wysłać: nie została zasubskrybowana.
        [few] { $count } osoby wyrażają zgodę na { $channel }, ale ich wiersze nie mają { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, który można wysłać: nie zostały zasubskrybowane.
        [many] { $count } osób wyraża zgodę na { $channel }, ale ich wiersze nie mają { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, który można wysłać: nie zostały zasubskrybowane.
       *[other] { $count } osoby wyraża zgodę na { $channel }, ale ich wiersze nie mają { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, który można wysłać: nie zostały zasubskrybowane.
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob }: odczytano jako Windows-1252, ponieważ tekst nie jest w UTF-8. Wybierz kodowanie w aplikacji, zadeklaruj je ({ "{" }"encoding": "windows-1250"{ "}" }) w pliku schematu obok (docs/segment-formats.md) albo zapisz plik w UTF-8.
text-read-as-windows-1252-more =
    { $more ->
        [one] { $blob } i jeszcze { $more }: odczytano jako Windows-1252, ponieważ tekst nie jest w UTF-8. Wybierz kodowanie w aplikacji, zadeklaruj je ({ "{" }"encoding": "windows-1250"{ "}" }) w pliku schematu obok (docs/segment-formats.md) albo zapisz plik w UTF-8.
        [few] { $blob } i jeszcze { $more }: odczytano jako Windows-1252, ponieważ tekst nie jest w UTF-8. Wybierz kodowanie w aplikacji, zadeklaruj je ({ "{" }"encoding": "windows-1250"{ "}" }) w pliku schematu obok (docs/segment-formats.md) albo zapisz plik w UTF-8.
        [many] { $blob } i jeszcze { $more }: odczytano jako Windows-1252, ponieważ tekst nie jest w UTF-8. Wybierz kodowanie w aplikacji, zadeklaruj je ({ "{" }"encoding": "windows-1250"{ "}" }) w pliku schematu obok (docs/segment-formats.md) albo zapisz plik w UTF-8.
       *[other] { $blob } i jeszcze { $more }: odczytano jako Windows-1252, ponieważ tekst nie jest w UTF-8. Wybierz kodowanie w aplikacji, zadeklaruj je ({ "{" }"encoding": "windows-1250"{ "}" }) w pliku schematu obok (docs/segment-formats.md) albo zapisz plik w UTF-8.
    }
text-columns-of-other-parts = { $blob }: brakuje kolumn, które mają inne części; uznano je za puste: { $columns }.
text-columns-of-other-parts-more =
    { $more ->
        [one] { $blob } i jeszcze { $more }: brakuje kolumn, które mają inne części; uznano je za puste: { $columns }.
        [few] { $blob } i jeszcze { $more }: brakuje kolumn, które mają inne części; uznano je za puste: { $columns }.
        [many] { $blob } i jeszcze { $more }: brakuje kolumn, które mają inne części; uznano je za puste: { $columns }.
       *[other] { $blob } i jeszcze { $more }: brakuje kolumn, które mają inne części; uznano je za puste: { $columns }.
    }
text-columns-gone = Kolumny z ostatniego przebiegu już nie istnieją ({ $count }): { $columns }. Klaviyo zachowuje wysłane wcześniej wartości.
text-columns-not-mapped = Nie dopasowano kolumn, których nazwy zaczynają się od $ lub nie mogą być nazwami właściwości: { $columns }.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
        [one] { $count } profil był już w chwili anulowania przebiegu wysłany do Klaviyo; przebieg nie czekał na jego import. Liczy się jako nieudany (niepotwierdzony), ale może być na liście. Ponów przebieg, aby wysłać go jeszcze raz: nie szkodzi to, jeśli Klaviyo już go ma.
        [few] { $count } profile były już w chwili anulowania przebiegu wysłane do Klaviyo; przebieg nie czekał na ich import. Liczą się jako nieudane (niepotwierdzone), ale mogą być na liście. Ponów przebieg, aby wysłać je jeszcze raz: nie szkodzi to tym, które Klaviyo już ma.
        [many] { $count } profili było już w chwili anulowania przebiegu wysłanych do Klaviyo; przebieg nie czekał na ich import. Liczą się jako nieudane (niepotwierdzone), ale mogą być na liście. Ponów przebieg, aby wysłać je jeszcze raz: nie szkodzi to tym, które Klaviyo już ma.
       *[other] { $count } profilu było już w chwili anulowania przebiegu wysłane do Klaviyo; przebieg nie czekał na ich import. Liczą się jako nieudane (niepotwierdzone), ale mogą być na liście. Ponów przebieg, aby wysłać je jeszcze raz: nie szkodzi to tym, które Klaviyo już ma.
    }
text-rejects-file-missing = Nie udało się zapisać pliku niewysłanych wierszy; przyczyna jest w dzienniku aplikacji.
text-people-not-removed =
    { $count ->
        [one] Nie udało się usunąć z listy { $count } osoby, która opuściła segment: { $reason }
        [few] Nie udało się usunąć z listy { $count } osób, które opuściły segment: { $reason }
        [many] Nie udało się usunąć z listy { $count } osób, które opuściły segment: { $reason }
       *[other] Nie udało się usunąć z listy { $count } osoby, które opuściły segment: { $reason }
    }
text-fields-not-cleared =
    { $count ->
        [one] { $count } osoba ma nadal stare wartości w polach, które są teraz puste: { $reason }
        [few] { $count } osoby mają nadal stare wartości w polach, które są teraz puste: { $reason }
        [many] { $count } osób ma nadal stare wartości w polach, które są teraz puste: { $reason }
       *[other] { $count } osoby ma nadal stare wartości w polach, które są teraz puste: { $reason }
    }
text-people-not-subscribed =
    { $count ->
        [one] Nie udało się zasubskrybować { $count } osoby, która wyraziła zgodę na marketing: { $reason }
        [few] Nie udało się zasubskrybować { $count } osób, które wyraziły zgodę na marketing: { $reason }
        [many] Nie udało się zasubskrybować { $count } osób, które wyraziły zgodę na marketing: { $reason }
       *[other] Nie udało się zasubskrybować { $count } osoby, które wyraziły zgodę na marketing: { $reason }
    }
text-people-not-unsubscribed =
    { $count ->
        [one] Nie udało się anulować subskrypcji { $count } osoby, która odmówiła zgody na marketing: { $reason }
        [few] Nie udało się anulować subskrypcji { $count } osób, które odmówiły zgody na marketing: { $reason }
        [many] Nie udało się anulować subskrypcji { $count } osób, które odmówiły zgody na marketing: { $reason }
       *[other] Nie udało się anulować subskrypcji { $count } osoby, które odmówiły zgody na marketing: { $reason }
    }
text-people-not-suppressed =
    { $count ->
        [one] Nie udało się zablokować { $count } osoby, która odmówiła zgody na marketing: { $reason }
        [few] Nie udało się zablokować { $count } osób, które odmówiły zgody na marketing: { $reason }
        [many] Nie udało się zablokować { $count } osób, które odmówiły zgody na marketing: { $reason }
       *[other] Nie udało się zablokować { $count } osoby, które odmówiły zgody na marketing: { $reason }
    }
text-next-run-tries-again = następny przebieg spróbuje ponownie.
text-batch-missing = Danych tego zadania nie ma już w magazynie.
text-klaviyo-answered = { $request } – odpowiedź { $status }: { $answer }
text-given-up = Zaniechano po próbach w liczbie { $attempts }: { $reason }
text-import-job-missing = Klaviyo nie ma już tego zadania importu.
text-import-job-ended = Klaviyo zakończyło zadanie importu: { $status }.
text-import-job-overdue = Po { $hours } godz. zadanie importu nadal miało stan { $status }.
text-import-job-unknown = W ciągu { $hours } godz. nie udało się zapytać Klaviyo o zadanie importu.
text-chunk-refused = Klaviyo odrzuciło dane bez wskazania profilu, a podział na części nie ujawnił przyczyny: { $answer }
text-chunk-refused-again = Liczba odrzuceń przez Klaviyo: { $times }. { $reason }
text-chunk-body-missing = Danych do wysłania nie ma już w magazynie.
text-untranslated = { $detail }

## Removals that wait
text-removal-held-empty =
    { $planned ->
        [one] Segment jest pusty, więc z listy zostałaby usunięta { $planned } osoba. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [few] Segment jest pusty, więc z listy zostałyby usunięte wszystkie { $planned } osoby. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [many] Segment jest pusty, więc z listy zostałoby usuniętych wszystkich { $planned } osób. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
       *[other] Segment jest pusty, więc z listy zostałoby usunięte { $planned } osoby. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
    }
text-removal-held-share =
    { $planned ->
        [one] Segment opuściła { $planned } osoba, czyli { $share } % osób na liście; limit wynosi { $limit } %. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [few] Segment opuściły { $planned } osoby, czyli { $share } % osób na liście; limit wynosi { $limit } %. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [many] Segment opuściło { $planned } osób, czyli { $share } % osób na liście; limit wynosi { $limit } %. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
       *[other] Segment opuściło { $planned } osoby, czyli { $share } % osób na liście; limit wynosi { $limit } %. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
    }
text-removal-held-unidentifiable =
    { $rows ->
        [one] Osoby, które opuściły segment: { $planned }. Jednak o { $rows } wiersz więcej niż wcześniej nie ma { $identity ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, którego można użyć: mogą to być te same osoby. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [few] Osoby, które opuściły segment: { $planned }. Jednak o { $rows } wiersze więcej niż wcześniej nie ma { $identity ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, którego można użyć: mogą to być te same osoby. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [many] Osoby, które opuściły segment: { $planned }. Jednak o { $rows } wierszy więcej niż wcześniej nie ma { $identity ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, którego można użyć: mogą to być te same osoby. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
       *[other] Osoby, które opuściły segment: { $planned }. Jednak o { $rows } wiersza więcej niż wcześniej nie ma { $identity ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, którego można użyć: mogą to być te same osoby. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
    }
text-removal-held-other-identity = Nikogo nie usunięto: inny eksport tej listy rozróżnia osoby według innej tożsamości, więc nie wiadomo, kogo umieścił na liście. Ustaw tę samą tożsamość we wszystkich eksportach tej listy albo każdemu przypisz osobną listę.

## Runs that wait for a confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Liczba nowych profili, które powstałyby w Klaviyo: około { $count }; limit eksportu wynosi { $limit }.
       *[exact] Liczba nowych profili, które powstałyby w Klaviyo: { $count }; limit eksportu wynosi { $limit }.
    }
text-held-plan-unknown = Nie można sprawdzić wykorzystania planu: klucz potrzebuje zakresu usage:read.
text-held-plan-share = Wykorzystano by { $share } % profili z planu; limit eksportu wynosi { $limit } %.
text-held-flows-unknown = Nie można sprawdzić przepływów listy: klucz potrzebuje zakresu flows:read.
text-canary-flows = Przepływy listy stały się aktywne podczas wysyłania pierwszej części: { $flows }.
text-canary-failed = Klaviyo przyjęło za mało z pierwszej części. Nieprzyjęte: { $bad } z { $tried } ({ $share } %); limit eksportu wynosi { $limit } %. Niewysłane: { $others }. Sprawdź plik odrzuconych wierszy, usuń przyczynę i uruchom nowy przebieg: wyśle wszystko, czego Klaviyo nie przyjęło.
text-canary-not-confirmed = Pierwsza część została wysłana ({ $profiles }), a nikt na czas nie potwierdził pozostałych (godzin: { $hours }). Pozostałych wyśle następny przebieg.
text-held-flows =
    { $count ->
        [one] { $count } osoba uruchomiłaby przepływy listy: { $flows }.
        [few] { $count } osoby uruchomiłyby przepływy listy: { $flows }.
        [many] { $count } osób uruchomiłoby przepływy listy: { $flows }.
       *[other] { $count } osoby uruchomiłoby przepływy listy: { $flows }.
    }
text-run-held = { $reasons } Niczego nie wysłano. Jeśli to prawidłowe, potwierdź przebieg.
text-limit-of-export = Liczba profili, które wysłałby przebieg: { $profiles }; limit eksportu wynosi { $limit }.
text-limit-of-connection = Liczba profili, które wysłałby przebieg: { $profiles }; limit połączenia wynosi { $limit }.
text-run-over-limit = { $limit } Niczego nie wysłano. Zmniejsz segment lub podnieś limit.
text-preview-over-limit = { $limit } Przebieg zostałby pominięty.
text-preview-update-only = Tryb „Tylko aktualizuj”: przebieg pomija osoby, których nie ma w Klaviyo. Podane tu liczby je obejmują.

## Notes
text-all-sent-list-changed = Wysyłane są wszystkie profile, a nie tylko zmienione: listę zmieniono od ostatniego przebiegu.
text-all-sent-matching-changed = Wysyłane są wszystkie profile, a nie tylko zmienione: dopasowanie danych zmieniono od ostatniego przebiegu.
text-all-sent-other-version = Wysyłane są wszystkie profile, a nie tylko zmienione: migawkę zapisała inna wersja aplikacji.
text-all-sent-full = Wysyłane są wszystkie profile, a nie tylko zmienione: była to pełna synchronizacja.
text-all-sent-other-account = Wysyłane są wszystkie profile, a nie tylko zmienione: połączenie prowadzi teraz do innego konta Klaviyo.
text-all-sent-identity-changed = Wysyłane są wszystkie profile, a nie tylko zmienione: tożsamość zmieniono od ostatniego przebiegu. Osoby, które odeszły od tego czasu, pozostają na liście.
text-all-sent-snapshot-missing = Wysyłane są wszystkie profile, a nie tylko zmienione: brakuje pliku ostatniej migawki.
text-all-sent-removal-missing = Wysyłane są wszystkie profile, a nie tylko zmienione: brakuje zapisu osób, które inny przebieg usunął z listy.
text-opted-out-at-klaviyo =
    { $count ->
        [one] { $count } osoba ma zgodę w segmencie, ale wypisała się w Klaviyo: nie została zasubskrybowana. Listę zawiera plik not-subscribed.csv.
        [few] { $count } osoby mają zgodę w segmencie, ale wypisały się w Klaviyo: nie zostały zasubskrybowane. Listę zawiera plik not-subscribed.csv.
        [many] { $count } osób ma zgodę w segmencie, ale wypisało się w Klaviyo: nie zostały zasubskrybowane. Listę zawiera plik not-subscribed.csv.
       *[other] { $count } osoby ma zgodę w segmencie, ale wypisało się w Klaviyo: nie zostały zasubskrybowane. Listę zawiera plik not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = Odrzucono lub nie powiodło się { $share } % wierszy ({ $bad } z { $read }); limit wynosi { $limit } %.
text-alert-more-rows = Liczba odczytanych wierszy: { $read }, o { $deviation } % więcej niż zwykle ({ $usual }); limit wynosi { $limit } %.
text-alert-fewer-rows = Liczba odczytanych wierszy: { $read }, o { $deviation } % mniej niż zwykle ({ $usual }); limit wynosi { $limit } %.
text-alert-duration = Przebieg trwał { $minutes } min; limit wynosi { $limit } min.
text-alert-no-run-by = Do godziny { $time } ({ $zone }) żaden przebieg nie zakończył się prawidłowo.

## Reasons why rows are not sent
text-reject-email-missing = Wiersz nie ma adresu e-mail.
text-reject-email-malformed = Adres e-mail jest nieprawidłowy.
text-reject-phone-number-missing = Wiersz nie ma numeru telefonu, który jest tożsamością.
text-reject-phone-number-malformed = Numeru telefonu, który jest tożsamością, nie można odczytać jako prawidłowego numeru.
text-reject-external-id-missing = Wiersz nie ma identyfikatora zewnętrznego, który jest tożsamością.
text-reject-external-id-malformed = Identyfikator zewnętrzny, który jest tożsamością, jest za długi lub utracił cyfry (np. 4.93E+11).
text-reject-profile-too-large = Profil jest większy niż 100 KB, czyli limit Klaviyo.
text-reject-malformed-row = Nie można odczytać wiersza.
text-reject-duplicate = Ta sama osoba jest w późniejszym wierszu; liczy się ostatni wiersz.
text-reject-refused-by-klaviyo = Klaviyo odrzuciło profil.
text-reject-not-found = Klaviyo nie ma profilu o tej tożsamości, a tryb to „Tylko aktualizuj”.
text-reject-import-failed = Klaviyo nie mogło zaimportować profilu.
text-reject-chunk-failed = Nie udało się wysłać zadania importu.
text-reject-not-sent = Przebieg zakończył się przed wysłaniem wiersza.
text-reject-unconfirmed = Wiersz wysłano do Klaviyo, ale wynik nie jest znany.

## Undoing a run

text-undo-people-left =
    { $count ->
        [one] Nie udało się usunąć z listy { $count } osoby; cofnij przebieg jeszcze raz.
        [few] Nie udało się usunąć z listy { $count } osób; cofnij przebieg jeszcze raz.
        [many] Nie udało się usunąć z listy { $count } osób; cofnij przebieg jeszcze raz.
       *[other] Nie udało się usunąć z listy { $count } osób; cofnij przebieg jeszcze raz.
    }
text-undo-others-sending =
    { $count ->
        [one] { $count } osoba na razie zostaje: wysyła ją właśnie inny eksport. Cofnij przebieg jeszcze raz, gdy przebieg tego eksportu się zakończy.
        [few] { $count } osoby na razie zostają: wysyła je właśnie inny eksport. Cofnij przebieg jeszcze raz, gdy przebieg tego eksportu się zakończy.
        [many] { $count } osób na razie zostaje: wysyła je właśnie inny eksport. Cofnij przebieg jeszcze raz, gdy przebieg tego eksportu się zakończy.
       *[other] { $count } osób na razie zostaje: wysyła je właśnie inny eksport. Cofnij przebieg jeszcze raz, gdy przebieg tego eksportu się zakończy.
    }
text-undo-imports-late = W chwili zatrzymania przebiegu Klaviyo nie potwierdziło wszystkich profili: może jeszcze dodać osoby do listy. Cofnij przebieg jeszcze raz za godzinę.
text-undo-stayed =
    { $count ->
        [one] { $count } osoba z cofniętego przebiegu zostaje na liście: ma ją na niej inny eksport albo dołączyła przed tym przebiegiem lub po nim.
        [few] { $count } osoby z cofniętego przebiegu zostają na liście: ma je na niej inny eksport albo dołączyły przed tym przebiegiem lub po nim.
        [many] { $count } osób z cofniętego przebiegu zostaje na liście: ma je na niej inny eksport albo dołączyły przed tym przebiegiem lub po nim.
       *[other] { $count } osób z cofniętego przebiegu zostaje na liście: ma je na niej inny eksport albo dołączyły przed tym przebiegiem lub po nim.
    }
text-undo-absent =
    { $count ->
        [one] { $count } osoby z cofniętego przebiegu nie było już na liście.
        [few] { $count } osób z cofniętego przebiegu nie było już na liście.
        [many] { $count } osób z cofniętego przebiegu nie było już na liście.
       *[other] { $count } osób z cofniętego przebiegu nie było już na liście.
    }
text-undo-not-ended = Przebieg jeszcze trwa. Anuluj go lub poczekaj na jego koniec, a potem go cofnij.
text-undo-is-undo = Ten przebieg cofa inny i sam nie może zostać cofnięty. Uruchom eksport, aby ponownie dodać osoby.
text-undo-undone = Przebieg został już cofnięty.
text-undo-nothing-added = Przebieg nie dodał nikogo do listy, więc nie ma kogo usuwać.
text-undo-not-recorded = Nie ma zapisu, kogo dodał przebieg. Usuń osoby w Klaviyo.
text-undo-expired = Zapis, kogo dodał przebieg, został usunięty: przechowuje się go przez ograniczony czas. Usuń osoby w Klaviyo.
text-undo-export-removed = Eksport tego przebiegu został usunięty. Usuń osoby w Klaviyo.
text-undo-connection-changed = Eksport ma od tego przebiegu inne połączenie lub konto Klaviyo albo nie ma połączenia. Wybierz połączenie tego przebiegu, a potem go cofnij.
text-undo-other-identity = Inny eksport tej listy rozpoznaje osoby po innym identyfikatorze, więc nie wiadomo, kogo ma na liście. Ustaw ten sam identyfikator we wszystkich eksportach listy, a potem cofnij przebieg.
text-undo-export-running = Trwa inny przebieg tego eksportu. Anuluj go lub najpierw poczekaj na jego koniec.
