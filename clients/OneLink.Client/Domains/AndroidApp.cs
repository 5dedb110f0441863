namespace OneLink.Client.Domains;

/// <summary>The app that opens a domain's links on Android.</summary>
/// <param name="Package">Package name.</param>
/// <param name="Sha256CertFingerprints">Of its signing certificates, as keytool prints them.</param>
public sealed record AndroidApp(string Package, IReadOnlyList<string> Sha256CertFingerprints);
