"""What files take is summed, whatever goes away meanwhile."""

from types import SimpleNamespace

from serres_requests.services.storage import sizes_of


def database_with(storage_size, **storage):
    return SimpleNamespace(storage=SimpleNamespace(getSize=lambda: storage_size, **storage))


def test_files_in_all_folders_count_and_one_that_is_gone_does_not(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "one").write_bytes(b"12345")
    (tmp_path / "deep" / "two").write_bytes(b"678")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert sizes_of(database_with(100, fshelper=SimpleNamespace(base_dir=str(tmp_path)))) == (100, 8)


def test_a_storage_that_holds_files_itself_has_none_beside_it():
    assert sizes_of(database_with(100)) == (100, 0)
