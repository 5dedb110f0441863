namespace OneLink.Analytics.Queries;

/// <summary>
/// Whether <c>account_clicks_by_quarter_hour</c> holds every click: not while it is filled after an upgrade. Until then accounts
/// are answered from their clicks, more slowly.
/// </summary>
public sealed class AccountRollupState
{
    private volatile bool _isWhole;

    public bool IsWhole
    {
        get => _isWhole;
        set => _isWhole = value;
    }
}
