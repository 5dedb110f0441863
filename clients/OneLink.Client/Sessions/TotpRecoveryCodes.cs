namespace OneLink.Client.Sessions;

/// <summary>Codes for when the device is lost, shown this once. Each counts once in place of a code of the device.</summary>
public sealed record TotpRecoveryCodes
{
    public required IReadOnlyList<string> RecoveryCodes { get; init; }
}
