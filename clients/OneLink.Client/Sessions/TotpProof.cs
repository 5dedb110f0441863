namespace OneLink.Client.Sessions;

/// <summary>By which a person shows who asks: the password, a code, or both, as a call says.</summary>
internal sealed record TotpProof
{
    public string? Password { get; init; }

    public string? Code { get; init; }
}
