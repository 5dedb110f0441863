using OneLink.Admin.Access;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Accounts;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>Lets other systems in. What is asked, in this order: 1. the header; 2. a key that is known, of an account that is not suspended; 3. a tier.</summary>
internal sealed class OneTalkGate(IntegrationKeyRepository keys, AccountRepository accounts, KeyUses uses, TimeProvider clock) : IRequestGate
{
    private const string Header = "API-Key";

    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        // 1.
        if (context.Request.Headers[Header].ToString().Trim() is not { Length: > 0 } secret)
        {
            return OneTalkResult.NoKey();
        }

        // 2.
        if (await keys.FindBySecretAsync(IntegrationSurface.OneTalk, secret, context.RequestAborted) is not { } key
            || await accounts.FindAsync(key.AccountId, context.RequestAborted) is not { IsSuspended: false } account)
        {
            return OneTalkResult.UnknownKey();
        }

        uses.Note(key, clock.GetUtcNow().ToUnixTimeMilliseconds());

        // 3.
        if (account.Tier is null)
        {
            return OneTalkResult.NoTier();
        }

        context.Features.Set(new OneTalkCaller(account));
        return null;
    }
}
