using OneLink.Admin.Events;

namespace OneLink.Admin.Webhooks;

/// <summary>Says what webhooks are told of one kind of entity's events. Register it as <see cref="IWebhookNotices"/>.</summary>
internal interface IWebhookNotices
{
    /// <summary>Whose webhooks it tells: one of <see cref="WebhookSurface"/>.</summary>
    string Surface => WebhookSurface.Application;

    /// <param name="happened">Any event; the row that it names may have changed since, or be gone.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>Nothing where the event is another's, or there is nothing to tell. One event may be several to receivers.</returns>
    Task<IReadOnlyList<WebhookNotice>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken);
}
