using Microsoft.AspNetCore.Authentication;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>
/// Lets in who manages an account's keys: an API key (docs/api-keys.md) with the scope for it. A key of this API manages
/// none, so that one that has leaked can neither make others nor end them.
/// </summary>
internal sealed class OnSyncKeyGate : IRequestGate
{
    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        await context.AuthenticateAsync(ApiKeyHandler.SchemeName);
        if (context.Features.Get<Caller>() is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"OneLink\", charset=\"UTF-8\"";
            return new OnSyncErrorResult(OnSyncError.Unauthorized("Keys are managed with an API key and its secret (HTTP Basic) that has the scope keys:write."));
        }

        return caller.Scopes.Contains(Scope.KeysWrite) ? null : new OnSyncErrorResult(OnSyncError.MissingScope(Scope.KeysWrite));
    }
}
