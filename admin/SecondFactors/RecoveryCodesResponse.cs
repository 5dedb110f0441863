namespace OneLink.Admin.SecondFactors;

/// <summary>Codes for when the device is lost, shown this once.</summary>
internal sealed record RecoveryCodesResponse(IReadOnlyList<string> RecoveryCodes);
