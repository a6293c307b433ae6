"""Environment → settings; a wrong value names itself."""

import pytest

from shared.errors import ConfigurationError
from shared.settings import Settings, Storage

STORAGE = {"SegmentsStorage": "UseDevelopmentStorage=true", "ExportsStorage": "UseDevelopmentStorage=true"}
LEAST = STORAGE | {"KEY_VAULT_URL": "https://vault.example"}


def test_the_least() -> None:
    settings = Settings.read(LEAST)
    assert settings.key_vault_url == "https://vault.example"
    assert (settings.chunk_profiles, settings.chunk_bytes) == (10_000, 5_000_000)
    assert settings.klaviyo_url == "https://a.klaviyo.com"
    assert settings.keep_chunks is False


def test_names_are_the_fields_in_capitals_and_blank_is_not_set() -> None:
    settings = Settings.read(
        LEAST | {"CHUNK_PROFILES": "17", "KEEP_CHUNKS": "true", "TEMP_DIR": "", "chunk_bytes": "1"}
    )
    assert (settings.chunk_profiles, settings.keep_chunks, settings.temp_dir) == (17, True, None)
    assert settings.chunk_bytes == 5_000_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHUNK_PROFILES", "10001"),
        ("CHUNK_PROFILES", "many"),
        ("CHUNK_BYTES", "5000001"),
        ("KLAVIYO_REVISION", "newest"),
        ("PREPARE_MEMORY_MB", "1"),
        ("LEASE_SECONDS", "0"),
        ("KEEP_CHUNKS", "perhaps"),
        ("KLAVIYO_TIMEOUT_SECONDS", "-1"),
        ("KLAVIYO_URL", "http://a.klaviyo.com"),
        ("KLAVIYO_URL", "http://127.0.0.1.example.com"),
        ("KLAVIYO_URL", "http://localhost.example.com:80"),
        ("KLAVIYO_URL", "http://127.0.0.1@example.com"),
        ("KLAVIYO_URL", "https://me:secret@a.klaviyo.com"),
        ("KLAVIYO_URL", "ftp://127.0.0.1"),
        ("KLAVIYO_URL", "https://"),
        ("KLAVIYO_URL", "a.klaviyo.com"),
        ("KLAVIYO_URL", "https://[::1"),
        ("KEY_VAULT_URL", "http://vault.example"),
    ],
)
def test_a_wrong_value_names_itself(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Settings.read(LEAST | {name: value})
    assert str(caught.value).startswith(f"{name}: ")
    assert repr(value) in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:5000", "http://[::1]:1", "http://localhost", "HTTPS://a.klaviyo.com"]
)
def test_a_simulator_on_this_machine_needs_no_certificate(url: str) -> None:
    assert Settings.read(LEAST | {"KLAVIYO_URL": url}).klaviyo_url == url


@pytest.mark.parametrize("missing", sorted(LEAST))
def test_what_is_missing_names_itself(missing: str) -> None:
    with pytest.raises(ConfigurationError, match=missing):
        Settings.read({name: value for name, value in LEAST.items() if name != missing})


def test_a_connection_string_that_is_wrong_is_not_shown() -> None:
    secret = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0"
    with pytest.raises(ConfigurationError) as caught:
        Settings.read(LEAST | {"SegmentsStorage": secret, "CHUNK_PROFILES": "x"})
    assert "c2VjcmV0" not in str(caught.value)


def test_storage_by_identity() -> None:
    storage = Storage.read(
        "ExportsStorage",
        {
            "ExportsStorage__blobServiceUri": "https://acc.blob.core.windows.net",
            "ExportsStorage__queueServiceUri": "https://acc.queue.core.windows.net",
            "ExportsStorage__clientId": "1234",
        },
    )
    assert storage.connection_string is None
    assert storage.table_uri == "https://acc.table.core.windows.net"
    assert storage.queue_uri == "https://acc.queue.core.windows.net"
    assert storage.client_id == "1234"
