namespace OneLink.EndToEnd.Harness;

/// <summary>All processes, the edge as native binary.</summary>
public sealed class NativeInstallation() : Installation(new EdgeBuild("edge"));
