using OneLink.Admin.Webhooks;

namespace OneLink.Admin.SuperAdmin;

/// <summary>What a webhook was told of a request.</summary>
/// <param name="Id">Of the delivery, as its receiver knows it.</param>
/// <param name="Account">Whose webhook it is.</param>
/// <param name="Target"><c>webhook:7</c> or <c>inbox:3</c>.</param>
/// <param name="Event">As the receiver knows it.</param>
/// <param name="State">One of <see cref="DeliveryRow.States"/>.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastOutcome">What came of the last of them: the status, or why there was none; null where none was made yet.</param>
/// <param name="CreatedAt">When it was written down.</param>
internal sealed record DeliveryItem(
    string Id, AccountName Account, string Target, string Event, string State, int Attempts, string? LastOutcome, DateTimeOffset CreatedAt);
