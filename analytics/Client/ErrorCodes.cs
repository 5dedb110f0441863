namespace OneLink.Analytics.Client;

/// <summary>Codes of ClickHouse's <c>ErrorCodes.cpp</c> that decide how a failure is met.</summary>
internal static class ErrorCodes
{
    internal const int UnknownTable = 60;
    internal const int UnknownDatabase = 81;
    internal const int TimeoutExceeded = 159;
    internal const int UnknownUser = 192;
    internal const int WrongPassword = 193;
    internal const int RequiredPassword = 194;
    internal const int IpAddressNotAllowed = 195;
    internal const int TooManySimultaneousQueries = 202;
    internal const int NoFreeConnection = 203;
    internal const int SocketTimeout = 209;
    internal const int NetworkError = 210;
    internal const int NoZooKeeper = 225;
    internal const int Aborted = 236;
    internal const int MemoryLimitExceeded = 241;
    internal const int TableIsReadOnly = 242;
    internal const int NotEnoughSpace = 243;
    internal const int TooManyParts = 252;
    internal const int AllConnectionTriesFailed = 279;
    internal const int TooFewLiveReplicas = 285;
    internal const int UnsatisfiedQuorum = 286;
    internal const int DatabaseAccessDenied = 291;
    internal const int UnknownStatusOfInsert = 319;
    internal const int QueryWasCancelled = 394;
    internal const int CannotScheduleTask = 439;
    internal const int AccessDenied = 497;
    internal const int AuthenticationFailed = 516;
    internal const int ServerOverloaded = 745;
    internal const int KeeperException = 999;
}
