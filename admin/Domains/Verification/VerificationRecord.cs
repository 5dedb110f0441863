namespace OneLink.Admin.Domains.Verification;

/// <summary>A DNS record to add.</summary>
internal sealed record VerificationRecord(string Type, string Name, string Value);
