namespace OneLink.Client.Domains;

/// <summary>A DNS record to add.</summary>
public sealed record VerificationRecord(string Type, string Name, string Value);
