//! Several inputs of one run.

use super::{folder, paths};

#[test]
fn inputs_with_files_of_one_path_keep_their_names() {
    let folder = folder(&[
        ("one/v1.0/api/a.md", "1"),
        ("one/v1.0/api/b.md", "1"),
        ("two/v1.0/api/a.md", "2"),
        ("three/c.md", "3"),
        ("x/one/v1.0/api/a.md", "4"),
    ]);
    let input = |name: &str| folder.path().join(name);
    assert_eq!(
        paths(&[input("two"), input("one"), input("three")]),
        [
            "c.md",
            "one/v1.0/api/a.md",
            "one/v1.0/api/b.md",
            "two/v1.0/api/a.md"
        ]
    );
    assert_eq!(
        paths(&[input("one"), input("x/one")]),
        ["one-2/v1.0/api/a.md", "one/v1.0/api/a.md", "one/v1.0/api/b.md"]
    );
}

#[test]
fn the_name_of_an_input_is_no_folder_of_another() {
    let folder = folder(&[
        ("a/x/api/a.md", "1"),
        ("b/x/api/a.md", "2"),
        ("c/x/api/a.md", "3"),
        ("c/x-2/api/a.md", "4"),
    ]);
    let input = |name: &str| folder.path().join(name);
    assert_eq!(
        paths(&[input("a/x"), input("b/x"), input("c")]),
        ["x-2/api/a.md", "x-3/api/a.md", "x-4/api/a.md", "x/api/a.md"]
    );
}

#[test]
fn a_file_of_two_inputs_is_read_once() {
    let folder = folder(&[("v1.0/api/a.md", "")]);
    let input = folder.path().to_owned();
    let inner = input.join("v1.0");
    assert_eq!(
        paths(&[input.clone(), inner.clone(), input.clone()]),
        ["v1.0/api/a.md"]
    );
    assert_eq!(paths(&[inner, input]), ["v1.0/api/a.md"]);
}
