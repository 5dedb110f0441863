namespace OneLink.Client.Domains;

/// <summary>A file to put up.</summary>
public sealed record VerificationFile(string Url, string Content);
