using OneLink.Admin.Access;
using OneLink.Admin.Sessions;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>
/// Lets in programs with a key of this API, as everywhere here, and beside them administrators who are signed in: the
/// dashboard shows these webhooks and has no key.
/// </summary>
internal sealed class WebhookGate(OnSyncGate keys, OnSyncKeyGate people) : IRequestGate
{
    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        var isBySession = CallerScheme.Of(context) is SessionHandler.SchemeName;
        if (await (isBySession ? people.RefuseAsync(context) : keys.RefuseAsync(context)) is { } refusal)
        {
            return refusal;
        }

        context.Features.Set(new WebhookCaller(isBySession ? context.Features.Get<Caller>()!.AccountId : context.Features.Get<OnSyncCaller>()!.AccountId));
        return null;
    }
}
