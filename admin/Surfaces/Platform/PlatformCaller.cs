namespace OneLink.Admin.Surfaces.Platform;

/// <summary>The platform app whose request this is. A parameter of every handler behind <see cref="PlatformGate"/>.</summary>
internal sealed record PlatformCaller(long AppId)
{
    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<PlatformCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<PlatformCaller>());
}
