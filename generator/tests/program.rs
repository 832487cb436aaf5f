//! What the program tells of itself.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::process::Command;

/// What the program prints.
fn run(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_generator"));
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_program_tells_its_version_completions_and_manual() {
    let version = run(&["--version"]);
    let expected = concat!(
        "generator ",
        env!("CARGO_PKG_VERSION"),
        "\nemitted code goes with graph-runtime ",
        env!("CARGO_PKG_VERSION"),
        "\n"
    );
    assert_eq!(version, expected);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let completions = run(&["completions", shell]);
        assert!(completions.contains("package-name"), "{shell}");
    }
    let manual = run(&["man"]);
    assert!(manual.contains(".TH generator 1"), "{}", manual);
    let help = run(&["--help"]);
    assert!(!help.contains("completions"));
}
