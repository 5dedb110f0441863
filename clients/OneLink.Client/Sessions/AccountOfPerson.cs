namespace OneLink.Client.Sessions;

/// <summary>An account that a person has a place in.</summary>
public sealed record AccountOfPerson
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>agent</c> or <c>administrator</c>.</summary>
    public required string Role { get; init; }

    /// <summary>What the role may do, as API keys name it.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whether it is closed for now.</summary>
    public required bool Suspended { get; init; }
}
