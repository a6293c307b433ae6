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
text-takes-date = data, na przykład 2026-11-22 lub 2026-11-22T10:30:00Z
text-takes-list = prosta tablica JSON albo teksty rozdzielone średnikami lub przecinkami
text-takes-external-id = tekst o długości najwyżej 255 znaków
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
        }, który można wysłać: nie dodano jej do subskrybentów.
        [few] { $count } osoby wyrażają zgodę na { $channel }, ale ich wiersze nie mają { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, który można wysłać: nie dodano ich do subskrybentów.
        [many] { $count } osób wyraża zgodę na { $channel }, ale ich wiersze nie mają { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, który można wysłać: nie dodano ich do subskrybentów.
       *[other] { $count } osoby wyraża zgodę na { $channel }, ale ich wiersze nie mają { $field ->
            [phone_number] numeru telefonu
            [email] adresu e-mail
           *[external_id] identyfikatora zewnętrznego
        }, który można wysłać: nie dodano ich do subskrybentów.
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
text-failed-unconfirmed =
    { $count ->
        [one] { $count } profil był już w chwili niepowodzenia przebiegu wysłany do Klaviyo; jego import nie jest potwierdzony. Liczy się jako nieudany (niepotwierdzony), ale może być na liście. Ponów przebieg, aby wysłać go jeszcze raz: nie szkodzi to, jeśli Klaviyo już go ma.
        [few] { $count } profile były już w chwili niepowodzenia przebiegu wysłane do Klaviyo; ich import nie jest potwierdzony. Liczą się jako nieudane (niepotwierdzone), ale mogą być na liście. Ponów przebieg, aby wysłać je jeszcze raz: nie szkodzi to tym, które Klaviyo już ma.
        [many] { $count } profili było już w chwili niepowodzenia przebiegu wysłanych do Klaviyo; ich import nie jest potwierdzony. Liczą się jako nieudane (niepotwierdzone), ale mogą być na liście. Ponów przebieg, aby wysłać je jeszcze raz: nie szkodzi to tym, które Klaviyo już ma.
       *[other] { $count } profilu było już w chwili niepowodzenia przebiegu wysłane do Klaviyo; ich import nie jest potwierdzony. Liczą się jako nieudane (niepotwierdzone), ale mogą być na liście. Ponów przebieg, aby wysłać je jeszcze raz: nie szkodzi to tym, które Klaviyo już ma.
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
        [one] Nie udało się dodać do subskrybentów { $count } osoby, która wyraziła zgodę na marketing: { $reason }
        [few] Nie udało się dodać do subskrybentów { $count } osób, które wyraziły zgodę na marketing: { $reason }
        [many] Nie udało się dodać do subskrybentów { $count } osób, które wyraziły zgodę na marketing: { $reason }
       *[other] Nie udało się dodać do subskrybentów { $count } osoby, które wyraziły zgodę na marketing: { $reason }
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
text-batch-missing = Danych tej partii nie ma już w magazynie.
text-klaviyo-answered = Odpowiedź na { $request } to { $status }: { $answer }
text-given-up = Zaniechano (liczba prób: { $attempts }): { $reason }
text-import-job-missing = Klaviyo nie ma już tego zadania importu.
text-import-job-ended = Klaviyo zakończyło zadanie importu: { $status }.
text-import-job-overdue = Po { $hours } godz. zadanie importu nadal miało stan { $status }.
text-import-job-unknown = W ciągu { $hours } godz. nie udało się uzyskać od Klaviyo informacji o zadaniu importu.
text-chunk-refused = Klaviyo odrzuciło zadanie importu bez wskazania profilu, a podział na części nie ujawnił przyczyny: { $answer }
text-chunk-refused-again = Klaviyo odrzuciło zadanie importu (liczba odrzuceń: { $times }): { $reason }
text-chunk-body-missing = Danych do wysłania nie ma już w magazynie.

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
        [one] Segment opuściła { $planned } osoba, czyli { $share }% osób na liście; limit wynosi { $limit }%. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [few] Segment opuściły { $planned } osoby, czyli { $share }% osób na liście; limit wynosi { $limit }%. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
        [many] Segment opuściło { $planned } osób, czyli { $share }% osób na liście; limit wynosi { $limit }%. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
       *[other] Segment opuściło { $planned } osoby, czyli { $share }% osób na liście; limit wynosi { $limit }%. Nikogo nie usunięto. Jeśli to prawidłowe, potwierdź usunięcie w tym przebiegu; jeśli nie, popraw segment.
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
text-removal-held-other-identity = Nikogo nie usunięto: inny eksport na tę listę identyfikuje osoby inaczej, więc nie wiadomo, kogo na niej utrzymuje. Ustaw ten sam sposób identyfikacji osób we wszystkich eksportach na tę listę albo każdemu przypisz osobną listę.

## Runs that wait for confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Liczba nowych profili, które powstałyby w Klaviyo: około { $count }; limit eksportu wynosi { $limit }.
       *[exact] Liczba nowych profili, które powstałyby w Klaviyo: { $count }; limit eksportu wynosi { $limit }.
    }
text-held-plan-unknown = Nie można sprawdzić wykorzystania planu: klucz musi mieć zakres usage:read.
text-held-plan-share = Wykorzystano by { $share }% profili z planu; limit eksportu wynosi { $limit }%.
text-held-flows-unknown = Nie można sprawdzić przepływów listy: klucz musi mieć zakres flows:read.
text-canary-flows = Przepływy listy stały się aktywne podczas wysyłania pierwszej części: { $flows }.
text-canary-failed = Klaviyo przyjęło za mało z pierwszej części. Nieprzyjęte: { $bad } z { $tried } ({ $share }%); limit eksportu wynosi { $limit }%. Niewysłane: { $others }. Sprawdź plik niewysłanych wierszy, usuń przyczynę i uruchom nowy przebieg: wyśle wszystko, czego Klaviyo nie przyjęło.
text-canary-not-confirmed = Pierwsza część została wysłana ({ $profiles }), ale nikt nie potwierdził na czas wysłania pozostałych osób (godzin: { $hours }). Wyśle je następny przebieg.
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
text-all-sent-list-changed = Wysyłane są wszystkie profile, a nie tylko zmienione: od ostatniego przebiegu wybrano inną listę.
text-all-sent-matching-changed = Wysyłane są wszystkie profile, a nie tylko zmienione: od ostatniego przebiegu zmieniono dopasowanie danych.
text-all-sent-other-version = Wysyłane są wszystkie profile, a nie tylko zmienione: migawkę zapisała inna wersja aplikacji.
text-all-sent-full = Wysyłane są wszystkie profile, a nie tylko zmienione: była to pełna synchronizacja.
text-all-sent-other-account = Wysyłane są wszystkie profile, a nie tylko zmienione: od ostatniego przebiegu połączenie prowadzi do innego konta Klaviyo.
text-all-sent-identity-changed = Wysyłane są wszystkie profile, a nie tylko zmienione: od ostatniego przebiegu zmieniono sposób identyfikacji osób. Osoby, które odeszły od tego czasu, pozostają na liście.
text-all-sent-snapshot-missing = Wysyłane są wszystkie profile, a nie tylko zmienione: brakuje pliku ostatniej migawki.
text-all-sent-removal-missing = Wysyłane są wszystkie profile, a nie tylko zmienione: brakuje zapisu osób, które inny przebieg usunął z listy.
text-opted-out-at-klaviyo =
    { $count ->
        [one] { $count } osoba ma zgodę w segmencie, ale wypisała się w Klaviyo: nie dodano jej do subskrybentów. Listę zawiera plik not-subscribed.csv.
        [few] { $count } osoby mają zgodę w segmencie, ale wypisały się w Klaviyo: nie dodano ich do subskrybentów. Listę zawiera plik not-subscribed.csv.
        [many] { $count } osób ma zgodę w segmencie, ale wypisało się w Klaviyo: nie dodano ich do subskrybentów. Listę zawiera plik not-subscribed.csv.
       *[other] { $count } osoby ma zgodę w segmencie, ale wypisało się w Klaviyo: nie dodano ich do subskrybentów. Listę zawiera plik not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = Odrzucono lub nie powiodło się { $share }% wierszy ({ $bad } z { $read }); limit wynosi { $limit }%.
text-alert-more-rows = Liczba odczytanych wierszy: { $read }, o { $deviation }% więcej niż zwykle ({ $usual }); limit wynosi { $limit }%.
text-alert-fewer-rows = Liczba odczytanych wierszy: { $read }, o { $deviation }% mniej niż zwykle ({ $usual }); limit wynosi { $limit }%.
text-alert-duration = Przebieg trwał { $minutes } min; limit wynosi { $limit } min.
text-alert-no-run-by = Do godziny { $time } ({ $zone }) żaden przebieg nie zakończył się prawidłowo.

## Notifications
text-notice-run-started = { $name }: przebieg się rozpoczął
text-notice-run-succeeded = { $name }: eksport się powiódł
text-notice-run-completed-with-warnings = { $name }: eksport zakończył się z ostrzeżeniami
text-notice-run-failed = { $name }: eksport się nie powiódł
text-notice-run-held = { $name }: przebieg lub jego usunięcia czekają na potwierdzenie
text-notice-run-recovered = { $name }: eksport znów działa
text-notice-alert-raised = { $name }: zgłoszono alert
text-notice-alert-resolved = { $name }: alert został rozwiązany
text-notice-key-problem = { $name }: klucz wymaga uwagi
text-notice-test = { $name }: test tego powiadomienia
text-notice-held-before-sending = Przebieg czeka na potwierdzenie, zanim cokolwiek zostanie wysłane.
text-notice-removals-held = Usunięcia z listy czekają na potwierdzenie. Liczba osób: { $planned } ({ $share }% osób, które eksport miał na liście).
text-notice-first-portion-sent = Pierwsza część została wysłana; pozostałe osoby czekają na potwierdzenie.
text-notice-key-expires = Wpis tajny klucza w magazynie kluczy wygasa { $expires_at }.
text-notice-open = Otwórz w aplikacji
text-notice-fact =
    { $fact ->
        [run] Przebieg
        [state] Stan
        [time] Czas
        [read] Odczytane
        [accepted] Przyjęte
        [unchanged] Niezmienione
        [duplicates] Duplikaty
        [rejected] Odrzucone
        [failed] Nieudane
       *[removed] Usunięte z listy
    }
text-notice-state =
    { $state ->
        [successful] Powodzenie
        [completed_with_warnings] Ukończono z ostrzeżeniami
        [skipped] Pominięto
        [canceled] Anulowano
       *[failed] Niepowodzenie
    }

## Reasons why rows are not sent
text-reject-email-missing = Wiersz nie ma adresu e-mail.
text-reject-email-malformed = Adres e-mail jest nieprawidłowy.
text-reject-phone-number-missing = Wiersz nie ma numeru telefonu, który identyfikuje osoby.
text-reject-phone-number-malformed = Numeru telefonu, który identyfikuje osoby, nie można odczytać jako prawidłowego numeru.
text-reject-external-id-missing = Wiersz nie ma identyfikatora zewnętrznego, który identyfikuje osoby.
text-reject-external-id-malformed = Identyfikator zewnętrzny, który identyfikuje osoby, jest za długi lub utracił cyfry (np. 4.93E+11).
text-reject-profile-too-large = Profil jest większy niż 100 KB, czyli limit Klaviyo.
text-reject-malformed-row = Nie można odczytać wiersza.
text-reject-duplicate = Ta sama osoba jest w późniejszym wierszu; liczy się ostatni wiersz.
text-reject-refused-by-klaviyo = Klaviyo odrzuciło profil.
text-reject-not-found = Klaviyo nie ma profilu z tą wartością, a tryb to „Tylko aktualizuj”.
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
text-undo-other-identity = Inny eksport na tę listę identyfikuje osoby inaczej, więc nie wiadomo, kogo na niej utrzymuje. Ustaw ten sam sposób identyfikacji osób we wszystkich eksportach na tę listę, a potem cofnij przebieg.
text-undo-export-running = Trwa inny przebieg tego eksportu. Anuluj go lub najpierw poczekaj na jego koniec.

## Requests
text-key-in-vault = Kluczem tego połączenia jest wpis tajny { $secret } w magazynie kluczy: odnów go tam.
text-other-account = To należy do innego konta Klaviyo ({ $account }, a nie { $known }). Dodaj dla niego nowe połączenie.
text-list-exists = Konto ma już listę o tej nazwie: { $list }. Wybierz ją albo inną nazwę.
text-cross-site = Niczego nie zmieniono. Użyj strony samej aplikacji lub programu.
text-not-signed-in = Nie zalogowano. Zaloguj się kontem swojej organizacji.
text-no-role = Twoje konto nie ma roli w tej aplikacji. Poproś administratora o przypisanie w Entra ID roli aplikacji Viewer, Operator, Contributor lub Administrator.
text-sign-in-unreadable = Nie można odczytać informacji o logowaniu. Zaloguj się ponownie.
text-change-own = Tę zmianę musi zatwierdzić inny administrator, ponieważ prośba o nią pochodzi od Ciebie.
text-change-outdated = Eksport zmieniono po złożeniu prośby o tę zmianę. Odrzuć ją i poproś o nią ponownie.
text-change-of-others = Odrzucić tę zmianę może tylko administrator lub użytkownik, który o nią poprosił.
text-full-run-needs-approval = Przebieg, który wysyła wszystkie profile, musi zatwierdzić inny administrator; prośba to { $change }.
text-no-change = Nie ma oczekującej zmiany { $change }.
text-consent-needed = Bez zgody na warunki prywatności danych i zgodności z przepisami nic nie jest wysyłane do Klaviyo. Przeczytaj tekst i wyraź zgodę.
text-secret-of-sign-in = Ten wpis tajny służy do logowania aplikacji do Klaviyo. Podaj wpis tajny, który zawiera klucz interfejsu API.
text-connection-used = Tego połączenia używają eksporty: { $exports }. Przypisz im inne połączenie albo usuń je z parametrem ?exports=detach (eksporty pozostaną, ale nie będą uruchamiane) lub ?exports=remove.
text-exports-running = Te eksporty właśnie działają: { $exports }. Poczekaj, aż się zakończą.
text-segment-name-in-storage = W kontenerze segmentów jest już segment { $segment }. Wybierz inną nazwę.
text-segment-used = Tego segmentu używają eksporty: { $exports }. Przypisz im inny segment lub najpierw je usuń.
text-select-reads-no-table = SELECT nie odczytuje żadnej tabeli.
text-no-definition = W aplikacji nie zdefiniowano segmentu „{ $segment }”.
text-segment-already-defined = Segment { $segment } jest już zdefiniowany. Zmień go albo wybierz inną nazwę.
text-already-exported = Eksport „{ $export }” ({ $id }) już wysyła ten segment na tę listę. Zmień tamten eksport albo wybierz inną listę lub segment.
text-export-run-active = Przebieg { $run } tego eksportu jeszcze trwa; niczego nie zapisano.
text-body-too-large = Treść żądania ma { $size } B; limit wynosi { $limit } B.
text-body-without-length = Treść żądania wysłano we fragmentach (Transfer-Encoding: chunked) i nie dotarła. Niczego nie zmieniono. Wyślij ją ponownie z nagłówkiem Content-Length.
text-app-too-slow = Aplikacja nie zakończyła pracy w ciągu { $seconds } s. Część żądania mogła zostać wykonana: sprawdź to i spróbuj ponownie.
text-list-check-no-result = Sprawdzenie nie ma jeszcze wyniku.
text-list-check-result-deleted = Wynik usunięto: jest przechowywany przez liczbę dni z ustawienia PERSONAL_DATA_DAYS, najwyżej do wymazania danych którejś osoby.
text-no-list-check = Nie ma takiego sprawdzenia listy. Sprawdzenie jest przechowywane przez 35 dni.
text-too-many-notifications = Osiągnięto limit liczby powiadomień ({ $limit }). Najpierw usuń któreś z nich.
text-no-notification = Nie ma powiadomienia { $notification }.
text-idempotency-key-invalid = Idempotency-Key musi mieć od 1 do 255 widocznych znaków ASCII.
text-changed-since-read = Zmieniono to po tym, jak dane zostały odczytane. Odczytaj je ponownie i wprowadź swoją zmianę.
text-changed-at-same-time = W tym samym czasie zmieniło to inne żądanie. Odczytaj dane ponownie i wprowadź swoją zmianę.
text-no-erasure = Nie ma takiego wymazania danych.
text-erase-email-invalid = email: potrzebny jest poprawny adres.
text-erase-phone-invalid = phone_number: potrzebny jest prawidłowy numer z numerem kierunkowym kraju: +12065550100.
text-erase-id-invalid = external_id: potrzebny jest identyfikator.
text-person-not-named = Wskaż osobę: podaj email, phone_number lub external_id.
text-role-needed =
    Wymaga to roli { $needed ->
        [viewer] Czytelnik
        [operator] Operator
        [contributor] Współautor
       *[administrator] Administrator
    }; Twoja rola to { $role ->
        [viewer] Czytelnik
        [operator] Operator
        [contributor] Współautor
       *[administrator] Administrator
    }.
text-no-connection = Nie ma połączenia { $connection }.
text-connection-for-administrators = To połączenie jest przeznaczone dla administratorów. Poproś administratora o dodanie Cię jako użytkownika eksportującego lub o otwarcie połączenia dla współautorów.
text-no-export = Nie ma eksportu { $export }.
text-export-without-connection = Eksport nie ma połączenia. Musi je wybrać administrator.
text-groups-unknown = To połączenie jest przeznaczone dla grup, a Twoje logowanie ich nie wymienia, ponieważ jest ich zbyt wiele. Poproś administratora o dodanie Cię jako użytkownika eksportującego.
text-export-connection-removed = Połączenie eksportu usunięto. Administrator musi wybrać inne.
text-no-preview = Nie ma takiego podglądu. Podgląd jest przechowywany przez jeden dzień.
text-rejects-not-written = Przebieg jeszcze trwa; plik niewysłanych wierszy zostanie zapisany na jego końcu.
text-personal-data-deleted = Pliki z danymi osobowymi są usuwane po upływie liczby dni z ustawienia PERSONAL_DATA_DAYS ({ $days }).
text-file-too-large = Plik jest za duży dla interfejsu API. Pobierz go z magazynu: { $path }.
text-storage-unavailable = Magazyn nie odpowiada. Spróbuj później. Zmiana mogła zostać wprowadzona: najpierw to sprawdź.
text-not-unicode = Adres lub nagłówek nie jest prawidłowym tekstem Unicode.
text-method-not-allowed = Ten adres przyjmuje: { $methods }.
text-no-address = Nie ma adresu { $address }.
text-stale = { $reason } Odczytaj dane ponownie i wprowadź swoją zmianę.
text-no-run-by-key = Nie ma przebiegu { $run } uruchomionego kluczem funkcji.
text-retry-other-connection = Od tamtego przebiegu eksport ma inne połączenie lub nie ma żadnego. Zamiast tego uruchom eksport.
text-no-held-removal = Żadne usunięcie w tym przebiegu nie czeka na potwierdzenie.
text-removal-export-changed = Eksport zmieniono po tamtym przebiegu: ma inny tryb lub inną listę. Zamiast tego uruchom eksport.
text-removal-later-run = Segment odczytał późniejszy przebieg. Sprawdź tamten przebieg.
text-run-not-held = Ten przebieg nie czeka na potwierdzenie.
text-confirm-export-changed = Eksport zmieniono po tamtym przebiegu: ma inne połączenie lub inną listę. Zamiast tego uruchom nowy przebieg.
text-confirm-later-run = Od tamtego czasu eksport znów był uruchomiony. Sprawdź jego najnowszy przebieg.
text-no-run = Nie ma przebiegu { $run }.
text-no-run-of-export = Ten eksport nie ma przebiegu { $run }.
text-no-segment-name = Nie ma segmentu o tej nazwie: nazwa segmentu ma najwyżej 200 znaków, nie zawiera / \ ? # i nie zaczyna się od kropki.
text-format-closed-connection = Ten segment odczytuje eksport z połączeniem, do którego nie masz dostępu. Zwróć się do administratora.
text-sign-in-unknown = To logowanie do Klaviyo jest nieznane, zostało już wykorzystane lub trwało zbyt długo. Zacznij od nowa.
text-client-id-changed = W międzyczasie zmieniono ustawienie KLAVIYO_CLIENT_ID. Zacznij od nowa.
text-no-sign-in = Nie masz takiego logowania do Klaviyo lub ono wygasło. Zaloguj się ponownie.
text-sign-in-not-configured = Nie skonfigurowano aplikacji w Klaviyo: ustaw KLAVIYO_CLIENT_ID i zapisz jej klucz tajny klienta w magazynie kluczy. Do tego czasu używaj prywatnego klucza interfejsu API.
text-app-url-unknown = Adres aplikacji jest nieznany: ustaw w APP_URL jej adres URL https.
text-sign-in-of-other-user = To logowanie do Klaviyo rozpoczął inny użytkownik. Zacznij od nowa.
text-connection-changed-meanwhile = W międzyczasie zmieniono połączenie. Zaloguj się ponownie.
text-no-file-of-run = Przebieg nie odczytał pliku o tej nazwie.
text-file-without-rows = Plik nie ma wierszy.
text-file-changed-since-run = Plik { $blob } zapisano ponownie lub usunięto po tym, jak odczytał go ten przebieg: w tym miejscu może być inny wiersz. Zamiast tego poszukaj osoby w obecnych wierszach segmentu.
text-row-too-far = Wiersz znajduje się w pliku { $blob } zbyt daleko: pokazywane są wiersze z pierwszych { $megabytes } MB, do wiersza pliku o numerze { $lines }. Otwórz plik w magazynie.
text-no-row-at-line = W pliku { $blob } żaden rekord nie zaczyna się w wierszu { $line }.
text-newer-version = { $what } ma wersję schematu { $version }, której ta wersja aplikacji nie obsługuje. Dane pozostają bez zmian. Wdróż ponownie nowszą wersję.
text-idempotency-key-used = Tym kluczem uruchomiono przebieg { $run } z inną treścią żądania. Wyślij ponownie tamtą treść lub użyj innego klucza.
text-export-removed = Eksport { $export } usunięto.
text-preview-active = Twój podgląd { $preview } jest jeszcze przygotowywany. Poczekaj, aż będzie gotowy.
text-preview-active-now = W tej samej chwili rozpoczęto inny Twój podgląd. Poczekaj, aż będzie gotowy.
text-run-still-active = Przebieg { $run } tego eksportu jeszcze trwa. Poczekaj na jego koniec lub anuluj go.
text-run-ended =
    Przebieg już się zakończył ({ $state ->
        [successful] Powodzenie
        [completed_with_warnings] Ukończono z ostrzeżeniami
        [failed] Niepowodzenie
        [skipped] Pominięto
       *[canceled] Anulowano
    }).
text-confirm-ignoring-suppressions = Gdy respect_suppressions ma wartość false, osoby, które zrezygnowały z subskrypcji lub oznaczyły wiadomość jako spam, mogą znów otrzymywać wiadomości. Jeśli tego chcesz, ustaw confirm_ignoring_suppressions na true.
text-channels-need-phone = Kanały sms i whatsapp wymagają numeru telefonu: dopasuj kolumnę do pola phone_number.
text-queue-message-invalid = To nie jest komunikat tej aplikacji ({ $problem }).
text-export-choose-connection = Eksport nie ma połączenia. Najpierw je wybierz.
text-export-being-saved = Inny eksport, który wysyła segment { $segment } na tę listę, jest właśnie zapisywany lub zapisano go w ciągu ostatniej minuty. Sprawdź listę eksportów i spróbuj ponownie.
text-scope-for-subscribing = { $problem } Zakresu { $scope } potrzebują eksporty, które dodają osoby do subskrybentów: { $exports }.
text-key-of-other-account = Wpis tajny zawiera teraz klucz innego konta Klaviyo. Nie należy nim niczego wysyłać.

## Keys, sign-ins and Klaviyo
text-key-refused = { $answer } Odnów klucz w połączeniu; potrzebuje zakresów { $scopes }.
text-sign-in-lost = { $answer } Zaloguj się ponownie do Klaviyo w połączeniu; logowanie potrzebuje zakresów { $scopes }.
text-key-lacks-scopes = Klucz nie ma zakresów { $scopes }. Utwórz w Klaviyo klucz, który je ma, i podaj go tutaj.
text-sign-in-lacks-scopes = Logowanie nie ma zakresów { $scopes }. Dodaj je do swojej aplikacji w Klaviyo, a potem zaloguj się ponownie do Klaviyo w połączeniu.
text-sign-in-denied = Nie udzielono dostępu w Klaviyo. Niczego nie zmieniono.
text-sign-in-scopes = Twoja aplikacja w Klaviyo nie ma wszystkich tych zakresów: { $scopes }. Dodaj je tam.
text-sign-in-refused = Klaviyo odrzuciło logowanie. Zacznij od nowa.
text-connection-removed = Połączenie tego eksportu usunięto. Wybierz w eksporcie inne połączenie.
text-sign-in-ended = Klaviyo nie przyjmuje już logowania tego połączenia: odwołano je, usunięto aplikację w Klaviyo lub nie używano go przez 90 dni. Administrator musi ponownie zalogować się do Klaviyo w połączeniu.
text-sign-in-other-app = To połączenie zalogowano za pomocą aplikacji { $app } w Klaviyo, a ustawienie KLAVIYO_CLIENT_ID wskazuje inną lub żadną. Przywróć ustawienie lub zaloguj się ponownie do Klaviyo w połączeniu.
text-sign-in-being-renewed = Inne wystąpienia właśnie odnawiają logowanie do Klaviyo. Spróbuj później.
text-rate-record-contention = Nie udało się zapisać ewidencji { $endpoint }, ponieważ jednocześnie zapisuje ją zbyt wiele wystąpień.
text-rate-window-used = Limit Klaviyo dla { $endpoint } jest wyczerpany.
text-list-not-in-account = Na tym koncie Klaviyo nie ma listy „{ $list }”. Sprawdź identyfikator listy w jej ustawieniach w Klaviyo.
text-list-unknown = Klaviyo nie zna tej listy lub została ona usunięta: { $answer }
text-import-errors-unavailable = Klaviyo nie pokazuje błędów zadania importu { $job }: { $answer }
text-list-gone = W Klaviyo nie ma już listy „{ $list }”.
text-profiles-unknown = Klaviyo nie zna profili tego konta.
text-sign-in-without-token = Odpowiedź Klaviyo na logowanie nie zawiera tokenu odświeżania. Zacznij od nowa.
text-client-refused = Klaviyo nie przyjmuje identyfikatora klienta { $client } z jego kluczem tajnym. Sprawdź ustawienie KLAVIYO_CLIENT_ID i wpis tajny „{ $secret }” w magazynie kluczy.
text-sign-in-rate-limited = Odpowiedź na POST { $path } to 429.
text-sign-in-not-accepted = Klaviyo nie przyjęło logowania. Zacznij od nowa.
text-sign-in-no-answer = Klaviyo nie odpowiedziało na POST { $path } ({ $error }).
text-sign-in-invalid-answer = Odpowiedź Klaviyo na POST { $path } ({ $status }) nie jest prawidłową odpowiedzią na to wywołanie.
text-klaviyo-invalid-answer = Odpowiedź Klaviyo na { $method } { $path } ({ $status }) nie jest prawidłową odpowiedzią na to wywołanie.
text-klaviyo-timeout = Klaviyo nie odpowiedziało na { $method } { $path } w ciągu { $seconds } s.
text-klaviyo-url-invalid = { $method } { $path } nie jest prawidłowym adresem URL.
text-klaviyo-no-answer = Klaviyo nie odpowiedziało na { $method } { $path } ({ $error }).
text-klaviyo-batch-timeout = Klaviyo nie odpowiedziało w ciągu { $seconds } s na wszystkie zapytania tej partii.
text-klaviyo-lookups-timeout = Klaviyo nie odpowiedziało w ciągu { $seconds } s na wszystkie wyszukiwania.
text-key-characters = Klucz zawiera znaki, których nie ma żaden klucz Klaviyo. Wpisz go ponownie.
text-secret-missing = W magazynie kluczy nie ma wpisu tajnego „{ $secret }”. Odnów klucz w połączeniu lub przywróć wpis.
text-secret-denied = Aplikacja nie może odczytać wpisu tajnego „{ $secret }” lub wpis jest wyłączony. Przypisz tożsamości aplikacji rolę Key Vault Secrets User lub włącz wpis.
text-vault-identity = Magazyn kluczy nie przyjął tożsamości aplikacji.
text-vault-unavailable = Magazyn kluczy jest niedostępny.
text-vault-unreachable = Nie można połączyć się z magazynem kluczy.
text-vault-not-stored = Nie udało się zapisać klucza w magazynie kluczy.
text-vault-not-deleted = Nie udało się usunąć klucza z magazynu kluczy.

## Webhooks
text-event-grid-no-token = Tożsamość zarządzana nie wydała tokenu dla Event Grid.
text-event-grid-answered = Odpowiedź tematu Event Grid: { $status }.
text-event-grid-unreachable = Nie udało się połączyć z tematem Event Grid ({ $error }).
text-notification-not-sent = Niczego nie wysłano: { $reason }
text-url-not-https = Adres URL musi zaczynać się od https://.
text-url-characters = Adres URL musi zawierać nazwę hosta i nie może zawierać spacji ani znaków specjalnych.
text-url-with-password = Adres URL nie może zawierać nazwy użytkownika ani hasła.
text-url-not-public = Ten adres nie jest publiczny.
text-url-invalid = To nie jest adres URL.
text-receiver-answered = Odpowiedź odbiorcy: { $status }.
text-receiver-timeout = Odbiorca nie odpowiedział na czas (TimeoutError).
text-receiver-unreachable = Nie udało się połączyć z odbiorcą ({ $error }).
text-receiver-not-public = Nazwa hosta prowadzi do adresu, który nie jest publiczny.

## Runs
text-other-exports-changed = Pliki innych eksportów tej listy zastąpiono podczas odczytu.
text-chunk-differs = Zadanie importu { $chunk } zawiera inne wiersze niż przed przerwaniem przebiegu. Uruchom nowy przebieg.
text-preparation-differs = Liczba profili, które daje teraz segment: { $profiles }; przed przerwaniem przebiegu: { $before } (czy w międzyczasie zaktualizowano aplikację?). Uruchom nowy przebieg.
text-step-failed = Krok przebiegu wielokrotnie się nie powiódł; przyczyna jest w dzienniku aplikacji.
text-step-did-not-end = Krok przebiegu się nie zakończył; przyczyna jest w dzienniku aplikacji.
text-run-file-deleted = Plik { $path }, którego potrzebuje przebieg, został usunięty. Uruchom nowy przebieg i zadbaj o to, aby nic innego nie usuwało plików aplikacji.
text-retry-run-active = Przebieg jeszcze trwa. Poczekaj na jego koniec lub anuluj go.
text-retry-of-undo = Ten przebieg cofa przebieg { $run }. Zamiast tego cofnij tamten przebieg jeszcze raz.
text-retry-run-skipped = Przebieg pominięto: niczego nie odczytano ani nie wysłano. Uruchom nowy.
text-retry-nothing-left = Każdy profil tego przebiegu został ostatecznie przyjęty lub odrzucony: nie ma czego wysyłać ponownie.
text-retry-record-gone = Zapisu nieprzyjętych wierszy tego przebiegu już nie ma: jest przechowywany przez liczbę dni z ustawienia HISTORY_DAYS, a przebieg zakończony bez pliku niewysłanych wierszy go nie ma. Uruchom nowy przebieg: wyśle każdy wiersz, którego Klaviyo nie przyjęło.
text-retry-record-deleted = Zapis nieprzyjętych wierszy przebiegu { $run } został usunięty. Uruchom nowy przebieg: wyśle każdy wiersz, którego Klaviyo nie przyjęło.
text-undo-joined-unknown = Przebieg { $run } nie podaje, kiedy osoby, które usuwa, dołączyły do listy.
text-undo-record-gone = Zapis osób dodanych przez przebieg { $run } usunięto lub cofnął go już inny przebieg. Nikogo nie usunięto.
text-undo-record-deleted = Zapis osób dodanych przez przebieg { $run } został usunięty. Nikogo nie usunięto.
text-list-check-active = Lista tego eksportu jest właśnie sprawdzana. Poczekaj na wynik.
text-list-check-run-active = Eksport właśnie działa. Sprawdź jego listę po zakończeniu przebiegu.
text-list-check-nothing-sent = Eksport nikogo jeszcze nie wysłał na swoją listę: nie ma z czym porównać.
text-list-check-identity-changed = Sposób identyfikacji osób w eksporcie zmieniono po jego ostatnim przebiegu. Najpierw uruchom eksport.
text-list-check-record-deleted = Zapis tego, co wysłał eksport, został w międzyczasie usunięty. Najpierw uruchom eksport.
text-list-check-run-since = Po odczytaniu listy eksport był uruchomiony lub wymazano dane którejś osoby. Sprawdź ponownie.
text-list-check-nothing-to-repair = Sprawdzenie nie ma wyniku, który można naprawić.
text-list-check-repaired = Listę naprawia już przebieg { $run }.
text-list-check-none-missing = Na liście nikogo nie brakuje.
text-list-check-run-started = W międzyczasie rozpoczął się przebieg eksportu. Sprawdź jego listę ponownie.
text-list-check-result-gone = Wynik sprawdzenia został usunięty. Sprawdź listę ponownie.
text-list-check-file-gone = Plik sprawdzenia został w międzyczasie usunięty. Sprawdź listę ponownie.
text-erasure-identifiers-gone = Identyfikatory osoby nie są już przechowywane. Ponownie poproś o wymazanie.
text-erasure-accounts-unavailable = Konta Klaviyo nie odpowiedziały; wymienia je pole `refused`.
text-erasure-active = Właśnie wymazywane są dane innej osoby.
text-erasure-runs-active = Trwają przebiegi, których pliki robocze mogą zawierać tę osobę: { $runs }.
text-erasure-opt-outs-active = Z Klaviyo są właśnie odczytywane rezygnacje z subskrypcji, wśród których może być ta osoba.
text-erasure-list-active = Z Klaviyo jest właśnie odczytywana lista, która może zawierać tę osobę.
text-erasure-lookup-active = Właśnie wyszukiwane są dane osoby, a w wyniku może być ta osoba.
text-no-lookup = Nie ma takiego wyszukiwania. Jego wynik jest przechowywany przez jeden dzień.
text-lookup-result-deleted = Wynik wyszukiwania usunięto, ponieważ wymazano dane tej osoby.
text-lookup-identifiers-gone = Identyfikatory osoby nie są już przechowywane. Ponownie poproś o wyszukanie.
text-erasure-preview-active = Właśnie przygotowywany jest podgląd, w którym może być ta osoba.

## Limits
text-work-preparing = Przygotowanie segmentu
text-work-counting = Zliczanie tego, co przyjęło Klaviyo
text-work-listing = Wypisywanie nieprzyjętych wierszy
text-work-finding-people = Wyszukiwanie osób do usunięcia z listy, dodania do subskrybentów lub wyczyszczenia ich pól
text-work-comparing-list = Porównanie listy z tym, co wysłano
text-work-looking-up = Wyszukiwanie danych osoby
text-work-undoing = Usuwanie osób z cofniętego przebiegu z migawki
text-work-erasing = Wymazywanie danych osoby
text-advice-smaller-segment = Niczego nie wysłano. Podziel segment, pomiń kolumny albo przydziel aplikacji więcej miejsca na dysku lub pamięci i zwiększ wartość ustawienia.
text-advice-more-resources = Przydziel aplikacji więcej miejsca na dysku lub pamięci i zwiększ wartość ustawienia.
text-advice-erase-again = Przydziel aplikacji więcej miejsca na dysku lub pamięci i zwiększ wartość ustawienia. Następnie ponownie wymaż dane osoby.
text-memory-exceeded = { $work }: potrzeba więcej pamięci, niż wolno użyć (ustawienie PREPARE_MEMORY_MB). { $advice }
text-disk-full = { $work }: zapełnił się dysk tymczasowy wystąpienia (TEMP_DIR). { $advice } Dzięki PREPARE_DISK_MB każdy przebieg mieści się w dostępnej przestrzeni.
text-disk-limit-preparing = Przygotowanie segmentu wymaga więcej miejsca na dysku tymczasowym niż dozwolone { $limit } MB (ustawienie PREPARE_DISK_MB). { $advice }
text-disk-limit = { $work }: potrzeba więcej miejsca na dysku tymczasowym, niż wolno użyć (ustawienie PREPARE_DISK_MB). { $advice }
text-preview-disk = Podgląd wymaga więcej miejsca na dysku tymczasowym niż dozwolone { $limit } MB (ustawienie PREPARE_DISK_MB). Przebieg byłby przygotowywany w częściach. Wyświetl podgląd mniejszego segmentu z tymi samymi kolumnami lub zwiększ wartość ustawienia.
text-disk-one-piece = Segment jest zdefiniowany za pomocą instrukcji SELECT. Taki segment jest przygotowywany w jednej części i wymaga więcej miejsca na dysku tymczasowym niż dozwolone { $limit } MB (ustawienie PREPARE_DISK_MB). Zdefiniuj go za pomocą warunków i członków, co można przygotowywać w częściach, wybierz mniej wierszy i kolumn albo przydziel aplikacji więcej miejsca na dysku i zwiększ wartość ustawienia.
text-disk-total = Segment wymaga łącznie około { $needed } MB miejsca na dysku tymczasowym, czyli więcej, niż wolno użyć (największa liczba części: { $pieces }, każda po { $piece } MB, jedna czwarta ustawienia PREPARE_DISK_MB). Podziel segment, pomiń kolumny albo przydziel aplikacji więcej miejsca na dysku i zwiększ wartość ustawienia.
text-file-indivisible = Pliku { $blob } nie można podzielić (jest skompresowany, nie jest w UTF-8 lub nie wiadomo na pewno, gdzie zaczynają się wiersze), a dla jednego wystąpienia jest za duży: około { $size } MB, więcej niż { $limit } MB. Niczego nie wysłano. Zapisz go jako kilka plików, jako Parquet z grupami wierszy albo jako nieskompresowany plik CSV lub JSON Lines w UTF-8.
text-too-many-rows = Segment ma więcej wierszy, niż pozwala limit { $limit } (ustawienie MAX_SEGMENT_ROWS). Podziel go lub zwiększ wartość ustawienia.
text-segment-too-many-bytes = Segment ma { $bytes } B, więcej niż limit { $limit } B (ustawienie MAX_SEGMENT_BYTES). Podziel go lub zwiększ wartość ustawienia.
text-segment-too-many-parts = Segment ma zbyt wiele części ({ $parts }); ich nazwy nie mieszczą się w rekordzie przebiegu. Zapisz go w mniejszej liczbie większych części.
text-too-many-parts = Liczba części segmentu: { $parts }; odczytuje się najwyżej { $limit }.
text-row-groups-too-large = Grupy wierszy segmentu są za duże dla przydzielonej pamięci (ustawienie PREPARE_MEMORY_MB). DuckDB podaje: „{ $problem }”. Zapisz plik Parquet ze stronami po 1 MB lub grupami wierszy po 32 MB albo zwiększ wartość ustawienia.
text-rows-too-long = Wiersze segmentu są za długie dla przydzielonej pamięci (ustawienie PREPARE_MEMORY_MB). DuckDB podaje: „{ $problem }”.
text-select-timeout = SELECT segmentu zatrzymano po { $seconds } s (ustawienie SELECT_SECONDS). Łącz tabele po kluczach, filtruj przed łączeniem lub zwiększ wartość ustawienia.

## Segments
text-segment-empty = Segment jest pusty.
text-segment-header-only = Segment ma nagłówek, ale nie ma żadnego wiersza. Sprawdź eksport, który go zapisuje.
text-segment-no-row = Segment nie ma żadnego wiersza. Sprawdź eksport, który go zapisuje.
text-segment-being-written = Segment jest właśnie zapisywany. Spróbuj później.
text-not-inspected-yet = Jeszcze nie sprawdzono: spróbuj ponownie.
text-segment-unreadable = Nie można odczytać segmentu. DuckDB podaje: „{ $problem }”.
text-reading-interrupted = Odczyt segmentu przerwano.
text-segment-not-found = Nie ma pliku { $name }.csv (.tsv, .txt, .jsonl, .ndjson, .json, także .gz i .zst; .xlsx, .parquet) ani { $name }/…, nie ma też pliku model.json, manifestu ani tabeli Delta o tej nazwie. Sprawdź nazwę oraz to, czy wykonano eksport, który zapisuje segment.
text-several-forms = Nazwę { $segment } ma kilka plików: { $blobs }. Pozostaw jedną postać segmentu.
text-unusable-name = Segmentu { $segment } nie można wyeksportować: nazwa segmentu ma najwyżej 200 znaków, nie zawiera / \ ? # i nie zaczyna się od kropki. Zmień nazwę pliku lub folderu.
text-several-kinds = Części segmentu { $segment } są różnego rodzaju: { $kinds }. Zapisz je wszystkie w jednym formacie.
text-unknown-kind = Plik { $blob } jest nieznanego rodzaju: odczytywane są tylko pliki o nazwach zakończonych na { $endings }, tekstowe także skompresowane (.gz, .zst). Zapisz segment w jednym z tych formatów lub przenieś plik poza kontener.
text-no-table = Nie ma tabeli { $table }.
text-problem-of-table = { $table }: { $problem }
text-definition-problems = { $problems }
text-table-empty = Tabela { $table } segmentu { $segment } nie ma żadnego wiersza. Sprawdź eksport, który ją zapisuje.
text-table-gone = Segment { $segment } odczytuje tabelę { $table }, która już nie istnieje. Zmień definicję lub zapisz tabelę ponownie.
text-table-lacks-columns = Tabela { $table } nie ma kolumny { $missing }. Ma: { $columns }.
text-table-lacks-columns-similar = Tabela { $table } nie ma kolumny { $missing } (czy chodziło o { $similar }?). Ma: { $columns }.
text-definition-outdated = { $missing } Zmień definicję segmentu { $segment }.
text-columns-missing = Segment nie ma takiej kolumny: { $wanted }. Ma: { $columns }. Zmień dopasowanie danych.
text-column-wanted = { $field } ← „{ $column }”
text-column-wanted-similar = { $field } ← „{ $column }” (czy chodziło o { $similar }?)
text-column-missing-in-part = Plik { $blob } nie ma kolumny „{ $column }” ({ $identity }), którą mają inne części. Ma: { $columns }. Zapisz wszystkie części jednakowo.
text-consent-column-missing = Segment nie ma kolumny „{ $column }”, która mówi, kto wyraził zgodę na marketing ({ $channel }). Zmień `subscribe`.
text-table-columns-differ-in-case = Tabela { $table } ma kolumny, których nazwy różnią się tylko wielkością liter, a takich SELECT nie może odczytać.
text-table-row-unreadable = { $blob }, wiersz { $line }: { $problem } Definicja odczytuje całą tabelę, a bez tego wiersza mogłoby zabraknąć osób. Popraw plik.
text-select-unparsable = Nie można przeanalizować instrukcji SELECT. DuckDB podaje: „{ $problem }”.
text-select-unparsable-at = Nie można przeanalizować instrukcji SELECT. DuckDB podaje: „{ $problem }” (znak { $position }).
text-select-too-deep = Nie można przeanalizować instrukcji SELECT: jest zbyt głęboko zagnieżdżona lub nie jest tekstem.
text-select-statements = Liczba instrukcji w definicji: { $count }. Napisz jedną instrukcję SELECT.
text-select-only-one = Dozwolona jest tylko jedna instrukcja SELECT i żadna inna.
text-select-tables-differ-in-case = SELECT odczytuje tabele, których nazwy różnią się tylko wielkością liter.
text-select-no-sample = Próbka jest niedozwolona: przy każdej próbie ma inne wiersze.
text-select-only-catalog = Odczytywać można tylko tabele z katalogu.
text-select-table-function = Funkcja tabelaryczna { $function } jest niedozwolona: odczytywać można tylko tabele z katalogu.
text-select-table-name = Tabela „{ $table }” ma schemat lub wersję. Podawaj nazwy tabel tak, jak wymienia je GET /api/tables, w cudzysłowach prostych.
text-select-function = Funkcja { $function } jest niedozwolona: przy każdej próbie jej wynik może być inny. Datę i godzinę podają parametry $today i $now.
text-select-clock = { $function } jest niedozwolone. Używaj parametrów $today i $now.
text-select-parameters = Jedyne parametry to $today i $now.
text-select-does-not-fit = SELECT nie pasuje do tabel. DuckDB podaje: „{ $problem }”.
text-select-failed-on-value = SELECT nie powiódł się przy jednej z wartości ({ $error }). Wszystkie kolumny są tekstem: przekształć je za pomocą TRY_CAST.

## Files
text-blob-archived = Plik { $blob } jest w warstwie archiwum, której nie można odczytać. Przywróć go: ustaw jego warstwę dostępu na hot lub cool i uruchom nowy przebieg, gdy magazyn skończy, co trwa kilka godzin.
text-storage-refuses = Magazyn odmawia odczytu pliku { $blob } (odpowiedź: { $answer }). Zapisz plik ponownie i uruchom nowy przebieg.
text-storage-denies = Magazyn odmawia dostępu do pliku { $blob } (odpowiedź: { $answer }). Przypisz tożsamości aplikacji rolę Storage Blob Data Reader w kontenerze segmentów i dopuść aplikację w regułach sieciowych konta.
text-blob-unavailable = Nie udało się odczytać pliku { $blob } z magazynu.
text-storage-short-answer = Magazyn zwrócił { $received } z { $length } B pliku { $blob }.
text-service-timeout = Usługa { $service } nie odpowiedziała w ciągu { $seconds } s. Spróbuj później.
text-too-many-columns = Liczba kolumn w pliku { $blob }: { $columns }; odczytuje się najwyżej { $limit }.
text-header-quote = Nazwa w cudzysłowie w nagłówku pliku { $blob } nie kończy się lub obejmuje wiersze. Czy brakuje cudzysłowu? Popraw nagłówek i zapisz plik ponownie.
text-header-unlike-description = Liczba kolumn w pliku { $blob }: { $columns }, a w jego opisie: { $expected }. Zapisz oba ponownie z tymi samymi kolumnami.
text-header-unreadable = Nie można odczytać nagłówka pliku { $blob }: „{ $problem }”.
text-quote-never-ends = { $blob }: wartość w cudzysłowie, która zaczyna się w wierszu { $line }, nie kończy się, a wśród następnych wierszy pliku (sprawdzono: { $lines }) nie ma żadnego rekordu. Czy brakuje cudzysłowu? Popraw plik i zapisz go ponownie.
text-quotes-do-not-match = Cudzysłowy w pliku { $blob } nie tworzą par.
text-nul-bytes = Plik { $blob } nie jest tekstem: zawiera bajty NUL. Zapisz go jako CSV w UTF-8.
text-not-in-encoding = Plik { $blob } nie jest w kodowaniu { $encoding }: bajt { $byte } nagłówka to { $value }. Wybierz kodowanie w aplikacji, zadeklaruj je ({ "{" }"encoding": "windows-1250"{ "}" }) w pliku schematu obok (docs/segment-formats.md) albo zapisz plik w UTF-8.
text-unknown-encoding = Plik { $blob } nie jest w UTF-8 i nie wygląda na Windows-1252. Wybierz kodowanie w aplikacji, zadeklaruj je ({ "{" }"encoding": "windows-1250"{ "}" }) w pliku schematu obok (docs/segment-formats.md) albo zapisz plik w UTF-8.
text-json-lines-cr = Wiersze pliku { $blob } kończą się samym znakiem CR. W formacie JSON Lines wiersze kończą się znakiem LF lub CRLF: zapisz tak plik ponownie.
text-json-first-line-long = Pierwszy wiersz pliku { $blob } jest dłuższy niż { $limit } MiB: nie można znaleźć kolumn. Zapisz na początku krótszy wiersz.
text-json-no-object = Żaden wiersz na początku pliku { $blob } nie jest obiektem JSON. Zapisz plik JSON Lines: jeden obiekt w wierszu, w UTF-8.
text-json-not-lines = Plik { $blob } jest w formacie JSON, ale nie JSON Lines: zawiera tablicę lub obiekty zajmujące kilka wierszy. Zapisz po jednym obiekcie w wierszu (jq -c '.[]' przekształca tablicę).
text-parquet-encrypted = Plik { $blob } jest zaszyfrowany: jego ostatnie bajty nie są stopką Parquet. Zapisz go ponownie.
text-parquet-no-footer = Plik { $blob } nie jest plikiem Parquet lub jest niekompletny: jego ostatnie bajty nie są stopką Parquet. Zapisz go ponownie.
text-parquet-footer-longer = Plik { $blob } jest uszkodzony: jego stopka jest dłuższa niż plik. Zapisz go ponownie.
text-parquet-footer-large = Stopka pliku { $blob } ma { $size } B; odczytuje się najwyżej { $limit } B. Zapisz plik z mniejszą liczbą kolumn lub w większych grupach wierszy.
text-parquet-unreadable = Pliku { $blob } nie można odczytać jako Parquet. Zapisz go ponownie.
text-compressed-damaged = Plik { $blob } jest uszkodzony: jego dane { $format } są niekompletne lub nieprawidłowe. Zapisz go ponownie.
text-unpacks-too-large = Plik { $blob } po rozpakowaniu jest większy niż { $limit } B (ustawienie MAX_SEGMENT_BYTES). Podziel segment lub zwiększ wartość ustawienia.
text-compressed-wrong-name = Nazwa pliku { $blob } kończy się na { $suffix }, ale plik nie jest w formacie { $format } lub jest uszkodzony. Zapisz go ponownie lub zmień jego nazwę.
text-workbook-too-large = Plik { $blob } ma { $size } B; skoroszyt może mieć najwyżej { $limit } B. Zapisz arkusz jako CSV w UTF-8: plik CSV może mieć dowolny rozmiar.
text-workbook-no-sheet = Plik { $blob } nie ma arkusza „{ $sheet }”. Ma: { $sheets }. Wybierz inny lub zmień nazwę arkusza.
text-workbook-nothing-visible = Plik { $blob } nie ma widocznego arkusza z komórkami. Odkryj arkusz lub wybierz go po nazwie: { $sheets }.
text-workbook-protected = Plik { $blob } jest chroniony hasłem lub jest w starym formacie .xls. Zapisz go jako .xlsx, który otwiera się bez hasła.
text-workbook-part-too-large = { $blob }: część { $part } ma po rozpakowaniu { $size } B, więcej niż { $most } B ({ $limit }). Zapisz arkusz jako CSV w UTF-8: plik CSV może mieć dowolny rozmiar.
text-workbook-damaged = Plik { $blob } jest uszkodzony lub nie jest skoroszytem (.xlsx). Otwórz go w programie Excel i zapisz ponownie jako .xlsx albo zapisz arkusz jako CSV w UTF-8.
text-workbook-unusual = Plik { $blob } nie jest zapisany tak, jak Excel zapisuje skoroszyty, lub któryś jego wiersz jest dłuższy niż 2 MiB. Otwórz go w programie Excel i zapisz ponownie jako .xlsx albo zapisz arkusz jako CSV w UTF-8.
text-workbook-unreadable = Pliku { $blob } nie można odczytać jako skoroszytu ({ $error }). Otwórz go w programie Excel i zapisz ponownie jako .xlsx albo zapisz arkusz jako CSV w UTF-8.
text-blob-unexpected = Nie udało się odczytać pliku { $blob } ({ $error }). Zapisz go ponownie, a jeśli miał nietypową postać, w prostszej.

## Descriptions of tables
text-schema-invalid = Plik { $blob } nie jest prawidłowym schematem. Jego pola to { $fields }: columns jest listą nazw i typów, delimiter, quote i escape to po jednym znaku, a header ma wartość true lub false.
text-schema-unknown-fields = Plik { $blob } nie jest prawidłowym schematem. Jego pola to { $fields }, a nie { $unknown }.
text-declared-delimiter = { $document } określa separator „{ $delimiter }”. Separator to jeden znak, który nie jest literą, cyfrą, cudzysłowem ani znakiem końca wiersza: zapisz pliki z przecinkiem, średnikiem lub tabulatorem.
text-declared-encoding = { $document } określa kodowanie „{ $encoding }”, które jest nieznane. Zapisz pliki w UTF-8 lub podaj kodowanie takie jak utf-8, utf-16, windows-1250, iso-8859-2 lub shift_jis.
text-declared-same-characters = { $document } określa ten sam znak dla dwóch z pól delimiter, quote i escape. Podaj różne znaki.
text-declared-character = { $document } określa dla pola { $name } wartość „{ $value }”. Musi to być jeden znak ASCII, który nie jest literą, cyfrą ani spacją, albo pusty tekst, jeśli znaku nie ma.
text-description-blob-missing = Nie ma pliku { $blob }, którego potrzebuje opis segmentu.
text-description-too-large = Plik { $blob } ma { $size } B; opis może mieć najwyżej { $limit } B.
text-not-a-json-object = Plik { $blob } nie jest obiektem JSON. Zapisz go ponownie.
text-not-json = Plik { $blob } nie jest plikiem JSON w UTF-8. Zapisz go ponownie.
text-location-missing = { $document } wskazuje miejsce { $location }, ale nie ma pliku { $blob }.
text-location-outside = { $document } wskazuje miejsce { $location }, którego nie ma w kontenerze { $container } konta magazynu { $account }. Odczytywany jest tylko ten kontener.
text-location-dots = { $document } wskazuje miejsce { $location }: miejsce nie może zawierać „..”.
text-table-no-longer-named = { $document } nie wymienia już tabeli { $table }.
text-increments-without-keys = Tabela { $table } jest w folderach przyrostowych, ale jej zmian nie można zastosować: potrzebne są kolumny Id, IsDelete oraz versionnumber lub SinkModifiedOn. Zapisz całą tabelę.
text-model-reference = { $document }: { $table } odwołuje się do „{ $source }”; tych danych nie ma w tym modelu. Wyeksportuj tę tabelę.
text-model-without-entities = { $document } nie ma listy encji. Czy to plik model.json modelu Common Data Model?
text-incremental-partitions = { $document }: tabela { $table } ma partycje przyrostowe ({ $kinds }), które nie są obsługiwane. Zapisz całą tabelę jako partycje danych.
text-too-many-partitions = { $document }: tabela { $table } ma więcej partycji, niż pozwala limit { $limit }.
text-cdm-no-match = { $document }: żaden plik tabeli { $table } nie pasuje do wzorca { $patterns }. Sprawdź, czy wykonano jej eksport do magazynu.
text-cdm-pattern-missing = { $document } ma wzorzec partycji bez pola regularExpression lub globPattern.
text-cdm-pattern-invalid = { $document } ma wzorzec partycji, który nie jest prawidłowym wyrażeniem regularnym.
text-cdm-too-many-manifests = { $document } odwołuje się do zbyt wielu innych manifestów; limit wynosi { $limit }.
text-delta-no-mapped-columns = Plik { $blob } nie ma żadnej z kolumn, które mapowanie kolumn (columnMapping) przewiduje dla plików tabeli. Zapisz plik ponownie z nazwami fizycznymi lub identyfikatorami pól ze schematu tabeli.
text-delta-vector-beyond = Liczba wierszy w pliku { $blob }: { $rows }, ale jego wektor usuwania (deletionVectors) usuwa wiersz { $row }. Napraw tabelę Delta.
text-delta-too-many-files = Tabela Delta { $table } ma więcej plików, niż pozwala limit { $limit }. Uruchom OPTIMIZE.
text-delta-log-gaps = Dziennik tabeli Delta { $table } ma luki: brakuje zatwierdzeń sprzed wersji { $version }, a nie zastępuje ich żaden kompletny punkt kontrolny.
text-delta-log-too-large = Dziennik tabeli Delta { $table } jest większy niż { $limit } B. Zapisz punkt kontrolny lub uruchom OPTIMIZE.
text-delta-features = Tabela Delta { $table } używa funkcji odczytu, które nie są obsługiwane: { $features }. Zapisz tabelę bez nich lub jako zwykły plik Parquet.
text-delta-variant = Tabela Delta { $table } ma kolumny typu variant (variantType), który nie jest obsługiwany: { $columns }. Zapisz tabelę bez tej funkcji lub jako zwykły plik Parquet.
text-delta-mapping-mode = Tabela Delta { $table } używa mapowania kolumn w trybie „{ $mode }” (columnMapping), który nie jest obsługiwany. Zapisz tabelę bez tej funkcji lub jako zwykły plik Parquet.
text-delta-mapping-nested = Tabela Delta { $table } używa mapowania kolumn (columnMapping), a jej kolumna { $column } ma własne pola, co nie jest obsługiwane razem. Zapisz tabelę bez tej funkcji lub jako zwykły plik Parquet.
text-delta-unreadable = Nie można odczytać tabeli Delta { $table }: „{ $problem }”. Napraw tabelę lub zapisz ją bez funkcji, którą wymienia komunikat.

## Records that change at the same time, and settings
text-record-changed = Inny proces w tym samym czasie zmienił lub usunął ten element: { $record }.
text-records-changed = Inny proces w tym samym czasie zmienił jeden z rekordów.
text-record-busy = Zbyt wiele procesów zmienia jednocześnie ten element: { $record }.
text-erasure-too-long = Wymazywanie trwało zbyt długo i zostało przerwane przed końcem. Powtórz je.
text-blob-overwritten = Plik { $blob } został nadpisany lub usunięty, gdy przebieg go odczytywał.
text-internal-error = Aplikacja nie mogła odpowiedzieć. Przyczyna jest w jej dzienniku; spróbuj ponownie później.
text-setting-no-storage = Ustaw { $name } lub { $name }__blobServiceUri: nie skonfigurowano konta magazynu.
text-setting-no-queues = Oprócz { $name }__blobServiceUri ustaw też { $name }__queueServiceUri.
text-setting-invalid = { $name }: { $problem } Wartość to „{ $value }”.

## Values of fields that are not valid
text-field-invalid = { $field }: { $problem }
text-field-not-valid = Ta wartość jest nieprawidłowa („{ $problem }”).
text-field-required = To pole jest wymagane.
text-field-named-required = Pole { $name } jest wymagane.
text-field-unknown = Nie ma takiego pola.
text-field-text = Potrzebny jest tekst.
text-field-number = Potrzebna jest liczba.
text-field-whole-number = Potrzebna jest liczba całkowita.
text-field-list = Potrzebna jest lista.
text-field-object = Potrzebny jest obiekt z polami.
text-field-json = To nie jest prawidłowy JSON („{ $problem }”).
text-field-one-of = Dozwolone wartości: { $allowed }.
text-field-empty = To nie może być puste.
text-field-min-characters = Minimalna liczba znaków: { $limit }.
text-field-max-characters = Maksymalna liczba znaków: { $limit }.
text-field-min-entries = Minimalna liczba pozycji: { $limit }.
text-field-max-entries = Maksymalna liczba pozycji: { $limit }.
text-field-at-least = Najmniejsza wartość to { $limit }.
text-field-at-most = Największa wartość to { $limit }.
text-field-more-than = Wartość musi być większa niż { $limit }.
text-field-less-than = Wartość musi być mniejsza niż { $limit }.
text-field-between = Potrzebna jest liczba od { $least } do { $most }.
text-field-pattern = Musi pasować do wzorca { $pattern }.
text-field-time = Podaj czas ze strefą, na przykład 2026-11-21T06:00:00Z.
text-field-nul = Znak NUL jest niedozwolony.
text-cursor-invalid = Tego kursora nie zwrócił ten interfejs API.
text-field-user-id = Podaj identyfikator użytkownika. POST /api/users/search znajduje go po nazwie użytkownika.
text-field-users-twice = Każdy użytkownik i każda grupa mogą wystąpić tylko raz.
text-field-one-credential = Podaj jedno z pól: api_key, secret_name (nazwa wpisu tajnego w magazynie kluczy) lub sign_in.
text-field-code-or-error = Podaj code albo error, tak jak przesłało je Klaviyo.
text-field-schedule-or-enabled = Podaj schedule, enabled lub oba pola.
text-field-https-host = Potrzebne są https:// i nazwa hosta, bez nazwy użytkownika i hasła.
text-field-https = Musi zaczynać się od https:// (http:// tylko do tego komputera).
text-field-operator-no-value = Porównanie { $operator } nie przyjmuje wartości.
text-field-operator-a-value = Porównanie { $operator } wymaga wartości.
text-field-operator-one-value = Porównanie { $operator } przyjmuje jedną wartość.
text-field-operator-number = Porównanie { $operator } wymaga liczby, z kropką przed częścią dziesiętną.
text-field-operator-time = Porównanie { $operator } wymaga daty lub czasu, na przykład 2026-11-22 lub 2026-11-22T10:30:00Z.
text-field-operator-days = Porównanie { $operator } wymaga liczby dni od 0 do { $limit }.
text-field-too-deep = Największa liczba poziomów zagnieżdżenia warunków: { $limit }.
text-field-too-many-conditions = Maksymalna liczba warunków: { $limit }.
text-field-consent-both = „{ $value }” jest zarówno w true_values, jak i w false_values. Usuń tę wartość z jednego z nich.
text-field-consent-no-value = when_false ma wartość { $action }, a żadna wartość nie oznacza „nie”. Podaj te wartości w false_values: pusta komórka nie oznacza ani „tak”, ani „nie”.
text-field-consent-no-channel = Podaj regułę dla co najmniej jednego kanału albo null, aby zgody nie były zmieniane.
text-field-push-no-revoke = Cofnięcie zgody na push wymaga tokenów urządzeń. Ustaw dla tego kanału when_false na nothing.
text-field-consent-account = Klaviyo przechowuje jedną zgodę na { $channel } dla całego konta. Ustaw jej scope na all.
text-field-suppress-email-only = Klaviyo blokuje tylko adresy e-mail. Dla kanału { $channel } ustaw when_false na unsubscribe.
text-field-hold-when-empty = Podaj co najmniej jeden warunek albo pomiń hold_when.
text-field-segment-name = Nazwa segmentu ma najwyżej 200 znaków, nie zawiera / \ ? # i nie zaczyna się od kropki. Zmień nazwę pliku lub folderu.
text-field-segment-twice = Jeden segment podano dwa razy.
text-field-cron-fields = Wyrażenie cron ma pięć pól: minuta, godzina, dzień miesiąca, miesiąc, dzień tygodnia.
text-field-cron-invalid =
    To pole wyrażenia cron jest nieprawidłowe: { $part ->
        [minute] minuta
        [hour] godzina
        [day-of-month] dzień miesiąca
        [month] miesiąc
       *[day-of-week] dzień tygodnia
    }.
text-field-cron-never = Termin tego wyrażenia cron nigdy nie nadchodzi.
text-field-time-zone = To nie jest strefa czasowa IANA; użyj na przykład Europe/Warsaw lub UTC.
text-field-column-or-constant = Podaj albo kolumnę, albo stałą wartość.
text-field-constant-alone = Stała wartość nie może mieć pól type ani blank.
text-field-wildcard = „*” dopasowuje wszystkie pozostałe kolumny; użyj { "{" }"*": "*"{ "}" }.
text-field-property-name = Nazwa właściwości ma od 1 do 255 znaków, bez znaków sterujących, i nie może składać się z samych spacji.
text-field-identity-needed = To pole identyfikuje osoby: dopasuj do niego kolumnę.
text-field-identity-blank = Wiersze, w których to pole jest puste, nie są wysyłane, dlatego blank nie ma tu zastosowania.
text-field-type-of-property = Tylko właściwości mają typ.
text-field-needs-column = Potrzebna jest kolumna. Stała wartość scaliłaby wszystkie profile w jeden.
text-field-needs = Wymagana wartość: { $takes }.
text-field-profiles-or-percent = Podaj albo profiles, albo percent.

## Single rows that are not sent
text-row-quote-runs-on = W tym wierszu zaczyna się wartość w cudzysłowie, która się w nim nie kończy, a następne wiersze są osobnymi rekordami. Czy brakuje cudzysłowu?
text-row-quote-never-ends = W tym wierszu zaczyna się wartość w cudzysłowie, która nie kończy się prawidłowo: brakuje w niej cudzysłowu albo nie jest on podwojony.
text-row-quote-stray-end = Wygląda na to, że w tym wierszu kończy się wartość w cudzysłowie, która zaczęła się w błędnym wierszu powyżej.
text-row-too-long = Wiersz jest dłuższy niż { $limit } MiB.
text-row-damaged = Wiersz zawiera bajty, które nie są tekstem w kodowaniu pliku.
text-row-nul = Wiersz zawiera znak NUL.
text-row-more-fields = Wiersz ma więcej pól niż nagłówek: { $found } zamiast { $width }.
text-row-fewer-fields = Wiersz ma mniej pól niż nagłówek ({ $found } zamiast { $width }) i następuje po błędnym wierszu.
text-row-no-json-object = Wiersz nie jest obiektem JSON, jest dłuższy niż 2 MiB lub zawiera coś, co nie jest tekstem: uszkodzony bajt albo połowę znaku.
text-row-duplicate = Ta sama osoba jest w późniejszym wierszu: wiersz { $line } w pliku { $blob }; liczy się tamten wiersz.
text-row-klaviyo = Klaviyo podaje: { $answer }
text-row-not-named = Klaviyo zalicza go do nieudanych w zadaniu importu { $job }, ale nie wskazuje wiersza.
text-row-phone-invalid = Nie można z niego odczytać prawidłowego numeru.
text-row-phone-extension = Ma numer wewnętrzny: bez niego jest to numer centrali, a nie tej osoby.
text-row-phone-letters = Zawiera litery, których w numerach tego kraju nie ma.
text-row-phone-lost-digits = Jest zapisany jako liczba dziesiętna, której ostatnie cyfry mogły zostać utracone.
text-row-email-no-at = Brakuje znaku @.
text-row-email-several-at = Jest więcej niż jeden znak @.
text-row-email-nothing-before = Przed znakiem @ musi coś być.
text-row-email-nothing-after = Po znaku @ musi coś być.
text-row-email-dots = Kropka jest na początku lub końcu części adresu albo dwie kropki są obok siebie.
text-row-email-too-long = Jest dłuższy, niż może być adres.
text-row-email-control = Zawiera znaki sterujące.
text-row-email-spaces = Zawiera spacje.
text-row-email-characters = Zawiera niedozwolone w tym miejscu znaki: { $characters }
text-row-email-letters-before = Przed znakiem @ nie może być liter spoza ASCII: { $characters }
text-row-email-domain-letters = Domena zawiera litery spoza ASCII; wpisz zamiast niej { $domain }.
text-row-email-top-level = Domena nie kończy się domeną najwyższego poziomu.
text-row-email-other = Jest niepoprawny.
text-row-key-twice = Obiekt ma dwa razy ten sam klucz: nie wiadomo, o którą wartość chodzi.

## Titles of errors, by type
text-error-internal = Coś poszło nie tak w aplikacji
text-error-configuration = Aplikacja nie jest poprawnie skonfigurowana
text-error-invalid-request = Niektóre wartości są nieprawidłowe
text-error-sign-in-required = Najpierw się zaloguj
text-error-not-allowed = Nie masz do tego uprawnień
text-error-not-found = Nie znaleziono
text-error-method-not-allowed = Aplikacja nie przyjmuje tego żądania
text-error-cross-site = Żądanie przyszło z innej witryny
text-error-conflict = Konflikt
text-error-connection-in-use = Eksporty używają tego połączenia
text-error-segment-in-use = Eksporty używają tego segmentu
text-error-approval-required = Musi to zatwierdzić inny administrator
text-error-already-exported = Inny eksport wysyła ten segment na tę listę
text-error-run-active = Eksport jest już w toku
text-error-stale-version = Ktoś inny zmienił to w międzyczasie
text-error-request-too-large = To jest zbyt duże
text-error-length-required = Żądanie wysłano bez podania długości
text-error-idempotency-key-reused = Tego klucza idempotentności użyto już w innym żądaniu
text-error-run-failed = Przebieg nie powiódł się
text-error-segment-not-found = Nie znaleziono segmentu
text-error-segment-empty = Segment jest pusty
text-error-segment-unreadable = Nie można odczytać segmentu
text-error-segment-inaccessible = Magazyn odmawia dostępu do segmentu
text-error-segment-too-large = Segment przekracza limit
text-error-retry-record-missing = Brak zapisu wierszy do ponownego wysłania
text-error-undo-record-missing = Brak zapisu osób do usunięcia
text-error-staging-lost = Usunięto plik tymczasowy przebiegu
text-error-temp-disk-full = Za mało miejsca na dysku tymczasowym dla segmentu
text-error-segment-changed = Segment nadpisano podczas odczytu
text-error-held-for-confirmation = Przebieg czeka na potwierdzenie
text-error-canary-failed = Pierwsza część się nie powiodła
text-error-canary-not-confirmed = Pierwszej części nie potwierdzono na czas
text-error-list-check-outdated = Sprawdzenie listy jest nieaktualne
text-error-over-limit = Przebieg przekroczyłby limit profili
text-error-column-missing = W segmencie brakuje dopasowanej kolumny
text-error-definition-invalid = Definicja segmentu nie pasuje do jego tabel
text-error-connection-missing = Eksport nie ma połączenia
text-error-list-not-found = Nie znaleziono listy Klaviyo
text-error-key-refused = Klaviyo odrzuciło klucz lub logowanie
text-error-nondeterministic-preparation = Przebieg nie mógł być kontynuowany
text-error-step-failed = Krok przebiegu wielokrotnie się nie powiódł
text-error-chunk-refused = Klaviyo odrzuciło profile
text-error-state-conflict = Rekord zmienił ktoś inny
text-error-unavailable = Usługa jest chwilowo niedostępna
text-error-rate-limited = Osiągnięto limit żądań Klaviyo
text-error-newer-version = Rekord zapisała nowsza wersja aplikacji
text-error-webhook-failed = Webhook nie przyjął wiadomości
text-error-preview-active = Podgląd jest już przygotowywany
text-error-undo-impossible = Przebiegu nie można cofnąć
