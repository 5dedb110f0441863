namespace OneLink.Admin.SecondFactors;

/// <summary>What a device is given, this once.</summary>
/// <param name="Secret">In Base32, for devices without a camera.</param>
/// <param name="Uri"><c>otpauth://…</c>.</param>
/// <param name="Qr">The same as a QR code: an SVG document.</param>
internal sealed record NewSecondFactorResponse(string Secret, string Uri, string Qr);
