namespace OneLink.Simulation;

/// <summary>Assumed, in dollars: round figures of what clouds asked for machines on demand in 2026. Put your own.</summary>
internal static class Prices
{
    public const double CoreHour = 0.04;

    public const double GigabyteMonth = 0.08;

    public const double GigabyteOut = 0.05;

    public const int MonthsKept = 13;

    /// <summary>A redirect with its TCP/IP headers; a visitor who comes once pays a TLS handshake of some kilobytes beside it, at the proxy.</summary>
    public const double AnswerBytes = 600;
}
