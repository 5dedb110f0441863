namespace OneLink.Client.Keys;

/// <summary>A rotation as it is sent.</summary>
/// <param name="GraceSeconds">How long the old secret goes on.</param>
internal sealed record ApiKeyRotation(int GraceSeconds);
