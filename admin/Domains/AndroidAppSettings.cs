namespace OneLink.Admin.Domains;

/// <summary>The Android app that opens a domain's links.</summary>
/// <param name="Package">Application id.</param>
/// <param name="Sha256CertFingerprints">Of its signing certificates, upper-case hexadecimal with colons.</param>
internal sealed record AndroidAppSettings(string Package, IReadOnlyList<string> Sha256CertFingerprints);
