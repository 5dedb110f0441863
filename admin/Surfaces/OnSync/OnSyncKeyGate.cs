using Microsoft.AspNetCore.Authentication;
using OneLink.Admin.Access;
using OneLink.Admin.Sessions;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>
/// Lets in who manages an account's keys: an API key (docs/api-keys.md) with the scope for it, or a person who is signed in
/// as an administrator. A key of this API manages none, so that one that has leaked can neither make others nor end them.
/// </summary>
internal sealed class OnSyncKeyGate : IRequestGate
{
    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        var isBySession = CallerScheme.Of(context) is SessionHandler.SchemeName;
        var shown = await context.AuthenticateAsync(CallerScheme.Name);
        if (context.Features.Get<Caller>() is { } caller)
        {
            return caller.Scopes.Contains(Scope.KeysWrite) ? null
                : new OnSyncErrorResult(isBySession ? OnSyncError.Forbidden("Only administrators of the account may do this.") : OnSyncError.MissingScope(Scope.KeysWrite));
        }

        if (isBySession)
        {
            // A browser that is answered with a challenge asks for a password by itself.
            return new OnSyncErrorResult(shown.Failure is { } failure
                ? OnSyncError.Forbidden(failure.Message)
                : OnSyncError.Unauthorized("The session has ended. Sign in again."));
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"OneLink\", charset=\"UTF-8\"";
        return new OnSyncErrorResult(OnSyncError.Unauthorized("Keys are managed with an API key and its secret (HTTP Basic) that has the scope keys:write."));
    }
}
