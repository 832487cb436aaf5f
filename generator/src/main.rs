//! The command line of the generator.

mod cli;

/// A run makes and drops millions of small values on several threads: a third of its time went into the system's
/// allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
