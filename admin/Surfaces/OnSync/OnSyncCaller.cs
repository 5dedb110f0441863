using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Accounts;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>Whose request this is. A parameter of every handler behind <see cref="OnSyncGate"/>.</summary>
internal sealed record OnSyncCaller(IntegrationKey Key, Account Account)
{
    public long AccountId => Account.Id;

    /// <summary>Of phone numbers without a country code; null where the account has named none.</summary>
    public string? Region => AccountSettings.RegionOf(Account);

    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<OnSyncCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<OnSyncCaller>());
}
