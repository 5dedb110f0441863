using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.Errors;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>Lets platform apps in. Whether an app may reach a record is asked where the record was found.</summary>
internal sealed class PlatformGate(AccessTokenRepository tokens) : ISurfaceGate
{
    private static readonly ApiError NoApp = ApiError.Handled(StatusCodes.Status401Unauthorized, "Invalid access_token");

    public async ValueTask<ApiError?> AdmitAsync(HttpContext context)
    {
        if (TokenHeader.Read(context.Request) is not { } token
            || await tokens.FindOwnerAsync(token, context.RequestAborted) is not { Kind: TokenOwnerKind.PlatformApp } owner)
        {
            return NoApp;
        }

        context.Features.Set(new PlatformCaller(owner.Id));
        return null;
    }
}
