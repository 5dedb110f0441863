namespace OneLink.Edge.Pages;

/// <summary>What pages say; each member is a row of <c>Data/texts.tsv</c>.</summary>
internal enum PageText
{
    Opening,
    Open,
    Web,
    Browser,
    Hint,
    Locked,
    Password,
    Continue,
    Wrong,
    Refused,
    Goes,
    InApp,
    Lost,
    LostWhy,
    Over,
    OverWhy,
    Busy,
    BusyWhy,
}
