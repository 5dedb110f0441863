namespace OneLink.Admin.Domains.Verification;

/// <summary>TXT records of a name.</summary>
internal interface ITxtResolver
{
    /// <returns>The texts, none where the name has no such record; null where no server gave an answer.</returns>
    Task<IReadOnlyList<string>?> ResolveAsync(string name, CancellationToken cancellationToken);
}
