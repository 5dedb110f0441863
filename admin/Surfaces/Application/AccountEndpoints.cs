using Microsoft.AspNetCore.Http.HttpResults;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>The account itself.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder account) => account.MapGet("", Show);

    internal static JsonHttpResult<AccountResponse> Show(ApplicationCaller caller)
        => TypedResults.Json(AccountResponse.Of(caller.Account), ApplicationJson.Relaxed.AccountResponse);
}
