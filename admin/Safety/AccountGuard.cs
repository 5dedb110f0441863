using OneLink.Admin.Domains;

namespace OneLink.Admin.Safety;

/// <summary><see cref="DestinationGuard"/> for the links of one account.</summary>
internal sealed class AccountGuard(DestinationGuard guard, long accountId)
{
    /// <inheritdoc cref="DestinationGuard.Error"/>
    public string? Error(string url) => guard.Error(accountId, url);

    /// <inheritdoc cref="DestinationGuard.LoopsTo"/>
    public LinkHost? LoopsTo(string url) => guard.LoopsTo(url);
}
