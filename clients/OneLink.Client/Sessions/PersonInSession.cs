namespace OneLink.Client.Sessions;

/// <summary>A person.</summary>
public sealed record PersonInSession
{
    public required long Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public string? AvatarUrl { get; init; }

    /// <summary>Whether the person runs the installation.</summary>
    public required bool SuperAdmin { get; init; }
}
