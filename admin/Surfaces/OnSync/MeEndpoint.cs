using OneLink.Admin.Access;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>By which a program tells whether its key works; any key may ask.</summary>
internal static class MeEndpoint
{
    public static void Map(IEndpointRouteBuilder surface) => surface.MapGet("/me", Show);

    internal static OnSyncResult<MeResponse> Show(OnSyncCaller caller, KeyUses uses)
        => new(
            new MeResponse(
                PublicId.Org(caller.AccountId), caller.Account.Name, PublicId.Key(caller.Key.Id), caller.Key.Name, caller.Key.KeyPrefix, caller.Key.ScopeNames,
                ApiTime.Iso(uses.LastOf(caller.Key)), caller.Region),
            OnSyncJson.Relaxed.MeResponse);
}
