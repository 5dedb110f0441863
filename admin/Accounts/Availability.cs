namespace OneLink.Admin.Accounts;

/// <summary>What a person has said of being there, as stored and shown.</summary>
internal static class Availability
{
    public const string Online = "online";
    public const string Offline = "offline";
    public const string Busy = "busy";

    public static bool IsKnown(string availability) => availability is Online or Offline or Busy;
}
