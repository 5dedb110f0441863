namespace OneLink.Admin.Domains.Verification;

/// <summary>A file to put up.</summary>
/// <param name="Url">Where; plain http will do as well.</param>
/// <param name="Content">All of it.</param>
internal sealed record VerificationFile(string Url, string Content);
