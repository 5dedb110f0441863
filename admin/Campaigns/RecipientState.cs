namespace OneLink.Admin.Campaigns;

/// <summary>What became of a recipient, as stored and shown.</summary>
internal static class RecipientState
{
    public const string Waiting = "waiting";

    /// <summary>The message is stored, and on its way.</summary>
    public const string Sent = "sent";

    public const string Skipped = "skipped";

    public static bool IsKnown(string state) => state is Waiting or Sent or Skipped;
}
