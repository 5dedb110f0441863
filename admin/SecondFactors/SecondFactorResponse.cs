namespace OneLink.Admin.SecondFactors;

/// <summary>Whether a person is asked for a code.</summary>
/// <param name="Enabled">Whether so.</param>
/// <param name="EnabledAt">Since when.</param>
/// <param name="RecoveryCodesLeft">Of those that were not used.</param>
internal sealed record SecondFactorResponse(bool Enabled, DateTimeOffset? EnabledAt, long RecoveryCodesLeft);
