using OneLink.Admin.Access;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Accounts;
using OneLink.Admin.Hosting;
using OneLink.Admin.Limits;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>
/// Lets programs in. What is asked, in this order: 1. a key that is known; 2. an account that is not suspended; 3. that the
/// account has requests left in this hour, of which this one is counted whatever comes of it; 4. the scope.
/// </summary>
internal sealed class OnSyncGate(
    IntegrationKeyRepository keys, KeyUses uses, AccountRepository accounts, HourlyLimits limits, AdminSettings settings, TimeProvider clock) : IRequestGate
{
    private const string Scheme = "Bearer ";

    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        // 1.
        if (Read(context.Request) is not { } secret
            || await keys.FindBySecretAsync(IntegrationSurface.OnSync, secret, context.RequestAborted) is not { } key
            || await accounts.FindAsync(key.AccountId, context.RequestAborted) is not { } account)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"OnSync\"";
            return new OnSyncErrorResult(OnSyncError.Unauthorized("Send a valid API key: Authorization: Bearer onsync_pk_live_…"));
        }

        // 2.
        if (account.IsSuspended)
        {
            return new OnSyncErrorResult(OnSyncError.Unauthorized("The account is suspended."));
        }

        // 3.
        var limit = AccountLimits.Of(account, AccountLimits.OnSyncRequests) ?? settings.OnSyncHourlyLimit;
        var decision = await limits.TakeAsync(account.Id, (int)limit, context.RequestAborted);
        RateLimitHeaders.Tell(context.Response, decision, clock);
        if (!decision.IsAdmitted)
        {
            return new OnSyncErrorResult(OnSyncError.OverLimit(decision));
        }

        uses.Note(key, clock.GetUtcNow().ToUnixTimeMilliseconds());

        // 4.
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { } scope && !key.Has(scope.Name))
        {
            return new OnSyncErrorResult(OnSyncError.MissingScope(scope.Name));
        }

        context.Features.Set(new OnSyncCaller(key, account));
        return null;
    }

    private static string? Read(HttpRequest request)
        => request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
}
