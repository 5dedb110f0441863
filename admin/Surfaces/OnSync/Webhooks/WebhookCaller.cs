namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>Whose webhooks are meant. A parameter of every handler behind <see cref="WebhookGate"/>.</summary>
/// <param name="AccountId">Of the account.</param>
internal sealed record WebhookCaller(long AccountId)
{
    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<WebhookCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<WebhookCaller>());
}
