namespace OneLink.Admin.Audiences;

/// <summary>A contact in an audience.</summary>
internal sealed record AudienceMember
{
    public required long Id { get; init; }

    public string Name { get; init; } = "";

    public string? Email { get; init; }

    public string? PhoneNumber { get; init; }
}
