namespace OneLink.EndToEnd.Harness;

/// <summary>The two builds of the edge. Every test runs with each: what holds under the JIT compiler may still break in native code.</summary>
/// <param name="Folder">Of the artifacts.</param>
public sealed record EdgeBuild(string Folder)
{
    /// <summary>Name of the test collection whose installation runs the native edge.</summary>
    public const string Native = "native edge";

    /// <summary>Name of the test collection whose installation runs the edge under the JIT compiler.</summary>
    public const string Jit = "jit edge";
}
