namespace OneLink.Admin.Webhooks;

/// <summary>Hears of deliveries for which no more is tried. Register it as <see cref="IGivenUpDeliveries"/>.</summary>
internal interface IGivenUpDeliveries
{
    /// <param name="delivery">Which.</param>
    /// <param name="last">What came of the last attempt.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    Task NoteAsync(WebhookDelivery delivery, DeliveryAttempt last, CancellationToken cancellationToken);
}
