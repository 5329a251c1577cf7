/// What the till's interface looks like on the wire, of those operations and members that the simulation has: one
/// line a thing, members in the order in which they are sent. `!` is required, `?` optional, `*` repeated.
/// Kept as text because it is data: the reader below makes look-up tables of it once.
enum MplusSchemaText {
  static let operations = """
    getApiVersion -> getApiVersionResponse
    getDatabaseVersion -> getDatabaseVersionResponse
    getCurrentSyncMarkers -> getCurrentSyncMarkersResponse
    getCurrentSyncMarkersV2 request!:GetCurrentSyncMarkersV2Request -> GetCurrentSyncMarkersV2Response
    getProducts request!:GetProductsRequest -> GetProductsResponse
    createProduct product!:Product -> CreateProductResponse
    updateProduct product!:Product -> UpdateProductResponse
    getArticleGroups request!:GetArticleGroupsRequest -> GetArticleGroupsResponse
    getArticleGroupChanges request!:GetArticleGroupChangesRequest -> GetArticleGroupChangesResponse
    newArticleGroup request!:NewArticleGroupRequest -> NewArticleGroupResponse
    updateArticleGroup request!:UpdateArticleGroupRequest -> UpdateArticleGroupResponse
    getStock request!:GetStockRequest -> GetStockResponse
    getStockHistory request!:GetStockHistoryRequest -> GetStockHistoryResponse
    getStockHistoryV2 request!:GetStockHistoryV2Request -> GetStockHistoryResponse
    updateStock request!:UpdateStockRequest -> UpdateStockResponse
    setStock request!:SetStockRequest -> SetStockResponse
    findRelation relation?:Relation -> FindRelationResponse
    findRelationV2 request!:FindRelationV2Request -> FindRelationV2Response
    getRelation relationNumber!:long -> GetRelationResponse
    getRelations request?:GetRelationsRequest -> GetRelationsResponse
    createRelation relation?:Relation -> CreateRelationResponse
    updateRelation relation?:Relation -> UpdateRelationResponse
    createOrder order?:Order -> CreateOrderResponse
    createOrderV2 request!:CreateOrderV2Request -> CreateOrderV2Response
    createOrderV3 request!:CreateOrderV3Request -> CreateOrderV3Response
    updateOrder order?:Order -> UpdateOrderResponse
    findOrder extOrderId!:string -> GetOrderResponse
    getOrder orderId!:string -> GetOrderResponse
    getOrders request!:GetOrdersRequest -> GetOrdersResponse
    getOrdersByExtOrderIds request!:GetOrdersByExtOrderIdsRequest -> GetOrdersByExtOrderIdsResponse
    saveInvoice invoice!:Invoice -> SaveInvoiceResponse
    findInvoice extInvoiceId!:string -> GetInvoiceResponse
    getInvoice invoiceId!:string -> GetInvoiceResponse
    getInvoices request!:GetInvoicesRequest -> GetInvoicesResponse
    getOrderCategories -> GetOrderCategoriesResponse
    cancelOrder orderId!:string request?:CancelOrderRequest -> CancelOrderResponse
    payOrder request!:PayOrderRequest -> PayOrderResponse
    payOrderV2 request!:PayOrderV2Request -> PayOrderV2Response
    deliverOrder request!:DeliverOrderRequest -> DeliverOrderResponse
    getPaymentMethods -> GetPaymentMethodsResponse
    getPaymentMethodsV2 request!:GetPaymentMethodsRequest -> GetPaymentMethodsResponse
    getDeliveryMethods -> GetDeliveryMethodsResponse
    getDeliveryMethodsV2 request!:GetDeliveryMethodsV2Request -> GetDeliveryMethodsV2Response
    getVatGroupList -> getVatGroupListResponse
    getTurnoverGroups request!:GetTurnoverGroupsRequest -> GetTurnoverGroupsResponse
    getEmployees request?:getEmployeesRequest -> GetEmployeesResponse
    getBranches -> getBranchesResponse
    """

  static let types = """
    getApiVersionResponse = majorNumber!:int minorNumber!:int revisionNumber!:int databaseMajorNumber?:int
          databaseMinorNumber?:int databaseRevisionNumber?:int serviceMajorNumber?:int serviceMinorNumber?:int
          serviceRevisionNumber?:int serviceBuildNumber?:int serviceDate?:SoapMplusDate
          serviceDateTime?:SoapMplusDateTime serviceProcessId?:int serviceHostname?:string
          serviceIpAddresses*:string serviceMinWorkerThreads?:int serviceMaxWorkerThreads?:int
          serverMajorNumber?:int serverMinorNumber?:int serverRevisionNumber?:int serverDate?:SoapMplusDate
          serverDateTime?:SoapMplusDateTime inDebugMode!:boolean isSlaveApi?:boolean slaveApiType?:SlaveApiType
          slaveBranchNumber?:int slaveWorkplaceNumber?:int serviceVersionDisplayString?:string
    getDatabaseVersionResponse = majorNumber!:int minorNumber!:int revisionNumber!:int serverMajorNumber?:int
          serverMinorNumber?:int serverRevisionNumber?:int serverDate?:SoapMplusDate
          serverDateTime?:SoapMplusDateTime
    getCurrentSyncMarkersResponse = articleSyncMarker!:long articleGroupSyncMarker?:long
          relationSyncMarker!:long employeeSyncMarker!:long invoiceSyncMarker!:long receiptSyncMarker!:long
          orderSyncMarker!:long proposalSyncMarker?:long stockId?:long ticketCounterSaleSyncMarker?:long
          purchaseOrderSyncMarker?:long purchaseDeliverySyncMarker?:long relationPointsSyncMarker?:long
          cashDrawerBalancingSyncMarker?:long activitySyncMarker?:long packingSlipSyncMarker?:long
          dayStockConfigurationSyncMarker?:long
    GetCurrentSyncMarkersV2Request = includeArticleSyncMarker?:boolean includeArticleGroupSyncMarker?:boolean
          includeRelationSyncMarker?:boolean includeEmployeeSyncMarker?:boolean
          includeInvoiceSyncMarker?:boolean includeReceiptSyncMarker?:boolean includeOrderSyncMarker?:boolean
          includeProposalSyncMarker?:boolean includeStockId?:boolean includeTicketCounterSaleSyncMarker?:boolean
          includePurchaseOrderSyncMarker?:boolean includePurchaseDeliverySyncMarker?:boolean
          includeRelationPointsSyncMarker?:boolean includeCashDrawerBalancingSyncMarker?:boolean
          includeActivitySyncMarker?:boolean includePackingSlipSyncMarker?:boolean
          includeDayStockConfigurationSyncMarker?:boolean includePreparationMethodGroupSyncMarker?:boolean
          includeArticleAlterationsGroupsSyncMarker?:boolean
          includeArticleNutritionalCharacteristicsSyncMarker?:boolean
          includeRelationNutritionalCharacteristicsSyncMarker?:boolean includeBranchGroupSyncMarker?:boolean
    GetCurrentSyncMarkersV2Response = articleSyncMarker?:long articleGroupSyncMarker?:long
          relationSyncMarker?:long employeeSyncMarker?:long invoiceSyncMarker?:long receiptSyncMarker?:long
          orderSyncMarker?:long proposalSyncMarker?:long stockId?:long ticketCounterSaleSyncMarker?:long
          purchaseOrderSyncMarker?:long purchaseDeliverySyncMarker?:long relationPointsSyncMarker?:long
          cashDrawerBalancingSyncMarker?:long activitySyncMarker?:long packingSlipSyncMarker?:long
          dayStockConfigurationSyncMarker?:long preparationMethodGroupSyncMarker?:long
          articleAlterationsGroupsSyncMarker?:long articleNutritionalCharacteristicsSyncMarker?:long
          relationNutritionalCharacteristicsSyncMarker?:long branchGroupSyncMarker?:long
    GetProductsRequest = articleNumbers*:long groupNumbers*:int pluNumbers!:TextList onlyWebshop?:boolean
          onlyActive?:boolean syncMarker?:long syncMarkerLimit?:int syncMarkerExcludePreparationMethods?:boolean
          changedSinceTimestamp?:SoapMplusDateTime changedSinceBranchNumber?:int
          includeAllArticlesOfSelectedProducts?:boolean productNumbers*:long
    GetProductsResponse = productList!:ProductList
    Product = productNumber?:long syncMarker?:long description?:string extraText?:string
          articleList?:ArticleList groupNumbers*:int sortOrderGroupList?:SortOrderGroupList
    CreateProductResponse = result!:CreateProductResult productNumber!:long articleNumbers*:long
          changeTimestamp?:SoapMplusDateTime syncMarker?:long errorMessage!:string
    UpdateProductResponse = result!:UpdateProductResult existingArticleNumbers*:long newArticleNumbers*:long
          changeTimestamp?:SoapMplusDateTime syncMarker?:long errorMessage!:string
    GetArticleGroupsRequest = syncMarker?:long syncMarkerLimit?:int groupNumbers*:int
          retrieveArticleNumbers?:boolean
    GetArticleGroupsResponse = articleGroupList!:ArticleGroupList
    GetArticleGroupChangesRequest = syncMarker?:long syncMarkerLimit?:int groupNumbers*:int
    GetArticleGroupChangesResponse = changedArticleGroupList!:ChangedArticleGroupList
    NewArticleGroupRequest = parentGroupNumber!:int name!:string text!:string sortOrder?:int imageId?:long
    NewArticleGroupResponse = result!:NewArticleGroupResult groupNumber!:int
    UpdateArticleGroupRequest = groupNumber!:int name?:string text?:string sortOrder?:int imageId?:long
          parentGroupNumber?:int
    UpdateArticleGroupResponse = result!:UpdateArticleGroupResult
    GetStockRequest = branchNumber!:int articleNumbers!:ArticleNumberList stockId?:long
          dayStockOnlyFilter?:boolean branchNumbers?:BranchNumberList
    GetStockResponse = articleStocks*:ArticleStock
    GetStockHistoryRequest = branchNumber!:int articleNumbers?:ArticleNumberList
          fromFinancialDateTime?:SoapMplusDateTime throughFinancialDateTime?:SoapMplusDateTime
          sinceStockId?:long sinceStockIdLimit?:int
    GetStockHistoryResponse = articleStockHistory*:ArticleStockHistory
    GetStockHistoryV2Request = branchNumbers*:int articleNumbers?:ArticleNumberList
          fromFinancialDateTime?:SoapMplusDateTime throughFinancialDateTime?:SoapMplusDateTime
          sinceStockId?:long sinceStockIdLimit?:int
    UpdateStockRequest = branchNumber!:int articleNumber!:long amountChanged!:long decimalPlaces?:int
          employeeNumber?:long reference?:string
    UpdateStockResponse = result!:UpdateStockResult stockId?:long
    SetStockRequest = branchNumber!:int articleNumber!:long amount!:long decimalPlaces?:int employeeNumber?:long
          reference?:string
    SetStockResponse = result!:SetStockResult stockId?:long
    Relation = relationNumber?:long extRelationId?:string syncMarker?:long createTimestamp?:SoapMplusDateTime
          changeTimestamp?:SoapMplusDateTime active?:boolean name?:string address?:string zipcode?:string
          city?:string country?:string deliveryAddress?:string deliveryZipcode?:string deliveryCity?:string
          deliveryCountry?:string contact?:string telephone?:string mobile?:string email?:string website?:string
          birthDate?:SoapMplusDate relationCode?:string points?:int balance?:long priceGroupNumber?:int
          discountPercentage?:int categoryId?:int categoryIds?:CategoryIdSet cardNumber?:string
          bankAccountNumber?:string creditLimit?:long paymentWithinDays?:int vatNumber?:string
          commerceNumber?:string extraText?:string defaultVatMethod?:VatMethod neverPrintOrEmailReceipt?:boolean
          alwaysPrintReceipt?:boolean alwaysPrintLargeFormatReceipt?:boolean alwaysEmailReceipt?:boolean
          condenseCombinedInvoice?:boolean customFieldList?:CustomFieldList contactList?:RelationList
          companyName?:string branchesNonPurchasable*:int cardNumbers*:string invoiceCredit?:decimal
          accountBalance?:decimal salePromotionIds?:IdList directDebit?:boolean reminderEmail?:string
          canEarnPoints?:boolean canRedeemPoints?:boolean cantRedeemPointsReason?:string
    FindRelationResponse = result!:FindRelationResult relation?:Relation
    FindRelationV2Request = relation!:Relation exactMatch?:boolean
    FindRelationV2Response = result!:FindRelationResult relation?:Relation
    GetRelationResponse = result!:GetRelationResult relation!:Relation
    GetRelationsRequest = relationNumbers*:long categoryId?:int syncMarker?:long syncMarkerLimit?:int
    GetRelationsResponse = relationList!:RelationList
    CreateRelationResponse = result!:CreateRelationResult relationNumber!:long
          changeTimestamp?:SoapMplusDateTime syncMarker?:long errorMessage!:string
    UpdateRelationResponse = result!:UpdateRelationResult errorMessage!:string
          changeTimestamp?:SoapMplusDateTime syncMarker?:long
    Order = orderId!:string extOrderId?:string invoiceIds?:IdList extInvoiceIds?:IdList
          transactionString?:string syncMarker?:long orderType?:OrderType entryBranchNumber?:int
          entryExtBranchId?:string employeeNumber?:long employeeName?:string entryTimestamp?:SoapMplusDateTime
          relationNumber?:long relationName?:string relationCategoryId?:int relationBankAccountNumber?:string
          relationVatNumber?:string deliveryAddress?:Address invoiceAddress?:Address
          financialDate?:SoapMplusDate financialBranchNumber?:int financialExtBranchId?:string
          workplaceNumber?:int reference?:string activityId?:string totalInclAmount?:long totalExclAmount?:long
          vatMethod?:VatMethod vatGroupList?:VatGroupList deliveryMethod?:string deliveryDate?:SoapMplusDate
          deliveryPeriodBegin?:SoapMplusDateTime deliveryPeriodEnd?:SoapMplusDateTime paymentMethod?:string
          changeCounter?:int versionNumber?:int prepaidAmount?:long fullyPaid?:boolean
          deliveryState?:OrderDeliveryState cancelState?:OrderCancelState completeState?:OrderCompleteState
          tableNumber?:int tableSubNumber?:int tableDescription?:string numberOfGuests?:int
          orderNumber?:YearNumber branchOrderNumber?:WorkplaceYearNumber orderBarcode?:string
          orderCategoryNumber?:int orderCategoryDescription?:string onDeliveryUrl?:string onInvoiceUrl?:string
          lineList?:LineList paymentList?:PaymentList vatChange?:VatChange vatCountryCode?:short
          vatCountryIso3?:string cateringOrderNumber?:YearNumber invoiceNumbers?:YearNumberList
          packingSlipIds?:IdList packingSlipNumbers?:YearNumberList proposalId?:string extProposalId?:string
          proposalNumber?:YearNumber branchGroupNumber?:int ownerId?:string
          branchInvoiceNumbers?:TransactionNumberList
    CreateOrderResponse = result!:CreateOrderResult info!:CreateOrderInfo errorMessage!:string
    CreateOrderV2Request = order!:Order applySalesAndActions?:boolean applySalesPrices?:boolean
          applyPriceGroups?:boolean scannedVoucherIssuanceCodes*:string
    CreateOrderV2Response = result!:CreateOrderResult order?:Order errorMessage?:string info!:CreateOrderInfo
    CreateOrderV3Request = idempotencyKey!:string order!:Order applySalesAndActions?:boolean
          applySalesPrices?:boolean applyPriceGroups?:boolean scannedVoucherIssuanceCodes*:string
          prepay?:boolean paymentList?:PaymentList
    CreateOrderV3Response = idempotencyResult!:IdempotencyResult result!:CreateOrderResult order?:Order
          errorMessage?:string info!:CreateOrderInfo payResult?:PayOrderResult invoiceId?:string
    UpdateOrderResponse = result!:UpdateOrderResult info!:UpdateOrderInfo errorMessage!:string
    GetOrderResponse = result!:GetOrderResult order?:Order
    GetOrdersRequest = syncMarker?:long syncMarkerLimit?:int fromFinancialDate?:SoapMplusDate
          throughFinancialDate?:SoapMplusDate branchNumbers*:int employeeNumbers*:long relationNumbers*:long
          supplierRelationNumbers*:long articleNumbers*:long articleTurnoverGroups*:int
          articlePluNumbers!:TextList articleBarcodes!:TextList activityId?:string orderTypeList?:OrderTypeList
          orderIds*:string orderNumbers*:YearNumber includeLineList?:boolean
          includeLastMailTimelineEvents?:boolean includeSigningTimelineEvents?:boolean
          includeOtherTimelineEvents?:boolean
    GetOrdersResponse = orderList!:OrderList
    GetOrdersByExtOrderIdsRequest = syncMarker?:long syncMarkerLimit?:int extOrderIds?:IdList
    GetOrdersByExtOrderIdsResponse = orderList!:OrderList
    Invoice = invoiceId?:string extInvoiceId?:string orderIds?:IdList extOrderIds?:IdList
          transactionString?:string syncMarker?:long invoiceNumber?:YearNumber invoiceBarcode?:string
          invoiceType?:InvoiceType employeeNumber?:long employeeName?:string entryTimestamp?:SoapMplusDateTime
          relationNumber?:long relationName?:string relationCategoryId?:int relationBankAccountNumber?:string
          relationVatNumber?:string deliveryAddress?:Address invoiceAddress?:Address
          financialDate?:SoapMplusDate financialBranchNumber?:int financialExtBranchId?:string
          workplaceNumber?:int entryBranchNumber?:int entryExtBranchId?:string reference?:string
          activityId?:string dueDate?:SoapMplusDate totalInclAmount?:long totalExclAmount?:long
          vatMethod?:VatMethod vatGroupList?:VatGroupList changeCounter?:int versionNumber?:int
          paidAmount?:long state?:InvoiceState finalized?:boolean finalizedTimestamp?:SoapMplusDateTime
          lineList?:LineList paymentList?:PaymentList vatChange?:VatChange vatCountryCode?:short
          vatCountryIso3?:string costCenter?:string creditedInvoiceId?:string creditedReason?:string
          orderCategoryNumber?:int
    InvoiceList = invoice*:Invoice
    SaveInvoiceInfo = invoiceId!:string invoiceString!:string invoiceNumber?:YearNumber invoiceBarcode?:string
    SaveInvoiceResponse = result!:SaveInvoiceResult info!:SaveInvoiceInfo errorMessage!:string
    GetInvoiceResponse = result!:GetInvoiceResult invoice?:Invoice
    GetInvoicesRequest = syncMarker?:long syncMarkerLimit?:int fromFinancialDate?:SoapMplusDate
          throughFinancialDate?:SoapMplusDate branchNumbers*:int employeeNumbers*:long relationNumbers*:long
          supplierRelationNumbers*:long articleNumbers*:long articleTurnoverGroups*:int
          articlePluNumbers!:TextList articleBarcodes!:TextList activityId?:string finalizeInvoices?:boolean
          invoiceIds*:string invoiceNumbers*:YearNumber includeLineList?:boolean
    GetInvoicesResponse = invoiceList!:InvoiceList
    GetOrderCategoriesResponse = orderCategory*:OrderCategory
    CancelOrderRequest = branchNumber?:int
    CancelOrderResponse = result!:CancelOrderResult message!:string
    PayOrderRequest = orderId!:string prepay!:boolean paymentList!:PaymentList
    PayOrderResponse = result!:PayOrderResult invoiceId?:string errorMessage!:string
    PayOrderV2Request = idempotencyKey!:string orderId!:string prepay!:boolean paymentList!:PaymentList
    PayOrderV2Response = idempotencyResult!:IdempotencyResult result!:PayOrderResult invoiceId?:string
          errorMessage!:string
    DeliverOrderRequest = orderId!:string turnoverType?:DeliverOrderTurnoverType
    DeliverOrderResponse = result!:DeliverOrderResult packingSlipId?:string invoiceId?:string
          errorMessage!:string
    GetPaymentMethodsResponse = paymentMethodList!:PaymentMethodList
    GetPaymentMethodsRequest = accountNumber?:int paymentMethodTypes*:PaymentMethodType
          includeBpeConfiguration?:boolean includeGiftcardType?:boolean
    GetDeliveryMethodsResponse = deliveryMethodList!:DeliveryMethodList
    GetDeliveryMethodsV2Request = onlyEnabled?:boolean
    GetDeliveryMethodsV2Response = deliveryMethodList!:DeliveryMethodList
    getVatGroupListResponse = vatGroup*:VatGroup
    GetTurnoverGroupsRequest = onlyActive?:boolean
    GetTurnoverGroupsResponse = turnoverGroupList!:TurnoverGroupList
    getEmployeesRequest = employeeNumbers*:long syncMarker?:long syncMarkerLimit?:int
    GetEmployeesResponse = employeeList!:EmployeeList
    getBranchesResponse = branches!:BranchList
    SoapMplusDate = day!:int mon!:int year!:int
    SoapMplusDateTime = sec!:int min!:int hour!:int day!:int mon!:int year!:int isdst!:boolean timezone!:int
    TextList = text*:Text
    ProductList = product*:Product
    ArticleList = article*:Article
    SortOrderGroupList = sortOrderGroup*:SortOrderGroup
    ArticleGroupList = articleGroups*:ArticleGroup
    ChangedArticleGroupList = changedArticleGroups*:ChangedArticleGroup
    ArticleNumberList = articleNumbers*:long
    BranchNumberList = branchNumber*:int
    ArticleStock = branchNumber?:int articleNumber!:long changeTimestamp?:SoapMplusDateTime stockId!:long
          amountFree!:long decimalPlacesFree?:int amountReserved!:long decimalPlacesReserved?:int
          amountIncoming!:long decimalPlacesIncoming?:int ownAmountFree?:decimal ownAmountReserved?:decimal
          ownAmountIncoming?:decimal subArticle*:ArticleStock isDayStockArticle!:boolean
    ArticleStockHistory = stockId!:long timestamp!:SoapMplusDateTime branchNumber?:int articleNumber!:long
          amountChanged!:long decimalPlaces?:int type!:StockHistoryType orderId?:string packingSlipId?:string
          invoiceId?:string invoiceNumber?:YearNumber invoiceBarcode?:string receiptId?:string
          receiptNumber?:WorkplaceYearNumber receiptBarcode?:string correctionNumber?:YearNumber
          beforeCorrectionQuantity?:long beforeCorrectionDecimalPlaces?:int afterCorrectionQuantity?:long
          afterCorrectionDecimalPlaces?:int deliveryNumber?:YearNumber internalShipmentNumber?:YearNumber
          internalDeliveryNumber?:YearNumberPart branchInvoiceNumber?:TransactionNumber
    CategoryIdSet = category*:int
    CustomFieldList = customField*:CustomField
    RelationList = relation*:Relation
    IdList = id*:string
    Address = addressId?:string name?:string contact?:string address?:string zipcode?:string city?:string
          country?:string label?:string companyName?:string supplierInformation?:string
    VatGroupList = vatGroup*:VatGroup
    YearNumber = year!:int number!:long
    WorkplaceYearNumber = branchNumber!:int workplaceNumber!:int year!:int number!:long
    LineList = line*:Line
    PaymentList = payment*:Payment
    YearNumberList = yearNumber*:YearNumber
    TransactionNumberList = transactionNumber*:TransactionNumber
    CreateOrderInfo = orderId!:string orderString!:string orderQueued?:boolean
    UpdateOrderInfo = orderId!:string orderString!:string orderQueued?:boolean
    OrderTypeList = orderType*:OrderType
    OrderList = order*:Order
    OrderCategory = orderCategoryNumber!:int orderCategoryDescription!:string
          orderCategoryDependencyNumbers*:int allowCancel!:boolean allowProcess!:boolean
    PaymentMethodList = paymentMethod*:PaymentMethod
    DeliveryMethodList = deliveryMethod*:DeliveryMethod
    VatGroup = branchNumber?:int extBranchId?:string countryCode?:short countryIso3?:string vatCode!:int
          vatPercentage!:long exclAmount?:long vatAmount?:long accountNumber?:int
    TurnoverGroupList = turnoverGroup*:TurnoverGroup
    EmployeeList = employee*:Employee
    BranchList = branch*:Branch
    Text = text!:string
    Article = articleNumber?:long extArticleId?:string pluNumber?:string syncMarker?:long
          changeTimestamp?:SoapMplusDateTime createTimestamp?:SoapMplusDateTime active?:boolean
          description?:string colour?:string colourSequenceNumber?:int size?:string sizeSequenceNumber?:int
          invoiceText?:string receiptText?:string displayText?:string barcode?:string barcodeDate?:SoapMplusDate
          contentUnit?:string contentQuantity?:long contentQuantityDecimalPlaces?:int brandName?:string
          extraText?:string turnoverGroup?:int vatCode?:int vatPercentage?:int vatCodeAlternative?:int
          vatPercentageAlternative?:int averagePurchasePrice?:long purchasePrice?:long priceIncl?:long
          priceExcl?:long siUnit?:string unit?:string orderQuantityValue?:long orderQuantityDecimalPlaces?:int
          supplierRelationNumber?:long supplierRelationName?:string supplierArticleNumber?:string
          webshop?:boolean categoryId?:int categoryIds?:CategoryIdSet stockArticle?:boolean
          articleDiscountGroupNumber?:int articleDiscountGroupName?:string specialPrice?:ArticleSpecialPrice
          showPreparationMethodsDirectly?:boolean showPreparationMethodsPerGroup?:boolean
          exchangeRateBuyPrice?:long exchangeRateBuyPriceDecimalPlaces?:int exchangeRateSellPrice?:long
          exchangeRateSellPriceDecimalPlaces?:int exchangeRateMultiplier?:int customFieldList?:CustomFieldList
          salesPriceList?:SalesPriceList priceGroupList?:PriceGroupList barcodeList?:BarcodeList
          askFor?:ArticleAskFor discontinued?:boolean stockSiUnit?:string specialBehaviour?:SpecialBehaviour
          ageCheckMinimumAge?:int oldestBestBeforeDate?:date shelfLifeInDays?:int shelfLifeInHours?:int
          priceDeviationMin?:decimal priceDeviationMax?:decimal availableForInterbranchOrdering?:boolean
    SortOrderGroup = groupNumber!:int sortOrder!:int
    ArticleGroup = groupNumber!:int syncMarker?:long name!:string text!:string subGroupList!:ArticleGroupList
          sortOrder!:int productNumbers?:NumberList articleNumbers?:NumberList isDeleted?:boolean
    ChangedArticleGroup = groupNumber!:int parentGroupNumber?:int syncMarker?:long name!:string text!:string
          subGroupNumbers?:NumberList sortOrder!:int productNumbers?:NumberList isDeleted?:boolean
    YearNumberPart = year!:int number!:long part!:int
    TransactionNumber = displayString?:string branch!:unsignedInt workplace?:unsignedInt number!:YearNumber
    CustomField = fieldName!:string dataType?:DataType isRequired?:boolean strValue?:string intValue?:long
          decimalPlaces?:int boolValue?:boolean dateValue?:SoapMplusDate dateTimeValue?:SoapMplusDateTime
          multiSelectInt*:int
    Line = lineId?:string employeeNumber?:long articleNumber!:long pluNumber?:string text?:string
          supplierRelationNumber?:long supplierRelationName?:string supplierArticleNumber?:string data?:LineData
          courseNumber?:int menuHash?:string menuDescription?:string menuAmount?:long
          salePromotionData?:SalePromotionLineData lineType?:LineType preparationList?:LineList
          suppressDisposableComponent?:boolean tempId?:string retourReason?:string sequenceNumber?:int
          uncondensedLines?:LineList tempLineId?:string subLineType?:SubLineTypeV2 articleAlterationId?:int
          lineKind?:LineKind salesOrderLineId?:string
    Payment = paymentId?:string financialDate?:SoapMplusDate entryTimestamp?:SoapMplusDateTime branchNumber?:int
          extBranchId?:string workplaceNumber?:int employeeNumber?:long employeeName?:string method!:string
          description?:string amount!:long paymentMethodType?:PaymentMethodType accountNumber?:int
          giftcardNumber?:string externalPaymentId?:string externalReference?:string
    PaymentMethod = method!:string description!:string buttonText!:string allowNegativeAmount!:boolean
          active?:boolean type?:PaymentMethodType accountNumber?:int depositPaymentMethod?:string
          hasExternalPaymentWebhook?:boolean
    DeliveryMethod = deliveryMethod!:string description!:string buttonText!:string enabled?:boolean
    TurnoverGroup = turnoverGroupType!:TurnoverGroupType turnoverGroup!:int turnoverGroupName!:string
          inclAmount?:long exclAmount?:long defaultAccountNumber?:int accountNumber?:int
          allowPointsDistribution?:boolean allowPointsPayment?:boolean allowDiscount?:boolean
          defaultPurchaseAccountNumber?:int purchaseAccountNumber?:int defaultStockAccountNumber?:int
          stockAccountNumber?:int defaultVatCode?:int defaultTurnoverCostCenterNumber?:string
          turnoverCostCenterNumber?:string defaultPurchaseCostCenterNumber?:string
          purchaseCostCenterNumber?:string defaultStockCostCenterNumber?:string stockCostCenterNumber?:string
          topupPaymentId?:string quantityPerLabel?:int
    Employee = employeeNumber?:long extEmployeeId?:string syncMarker?:long createTimestamp?:SoapMplusDateTime
          changeTimestamp?:SoapMplusDateTime name?:string username?:string password?:string
          birthDate?:SoapMplusDate phoneWork?:string phoneHome?:string phoneMobile?:string email?:string
          bankAccountNumber?:string bankName?:string rfid?:long extraText?:string active?:boolean
          categoryId?:int category?:string categoryIds?:CategoryIdSet personNumber?:string
          customFieldList?:CustomFieldList
    Branch = branchNumber!:int branchName!:string relationNumber?:long abbreviation!:string extBranchId?:string
          isFullSlave?:boolean priceGroupNumber?:int workplaces?:WorkplaceList countryCode!:int
          countryIso3!:string countryName!:string
    SalesPriceList = salesPrice*:SalesPrice
    PriceGroupList = priceGroup*:PriceGroup
    BarcodeList = barcode*:Barcode
    NumberList = number*:long
    LineData = quantity!:long decimalPlaces?:int deliveredQuantity?:long deliveredDecimalPlaces?:int
          cancelledQuantity?:long cancelledDecimalPlaces?:int price?:long priceExcl?:long originalPrice?:long
          originalPriceExcl?:long purchasePrice?:long averagePurchasePrice?:decimal exchangeRateBuyPrice?:long
          exchangeRateBuyPriceDecimalPlaces?:int exchangeRateSellPrice?:long
          exchangeRateSellPriceDecimalPlaces?:int exchangeRateMultiplier?:int turnoverGroup?:int
          turnoverGroupName?:string turnoverGroupType?:TurnoverGroupType turnoverGroupAccountNumber?:int
          turnoverGroupCostCenter?:string vatCode?:int vatPercentage?:int pricePerQuantity?:int siUnit?:string
          discountType?:DiscountType discountPercentage?:int discountAmount?:long discountAmountExcl?:long
          bpeId?:string bpeDescription?:string bpeAmount?:long bpeAmountExcl?:long menuId?:string
          menuLinesId?:string totalInclAmount?:long totalExclAmount?:long priceType?:PriceType
          purchaseAccountNumber?:int stockAccountNumber?:int bpeAccordationEmployeeNumber?:long
          redeemedVoucherIssuanceId?:string pendingVoucherIssuanceStartTs?:dateTime
    SalePromotionLineData = salePromotionId!:string salePromotionLineId!:string description?:string
          setNumber?:int
    WorkplaceList = workplace*:Workplace
    SalesPrice = salesPriceNumber!:int description?:string startDate?:SoapMplusDate endDate?:SoapMplusDate
          priceIncl?:long priceExcl?:long discountPercentage?:int minimumAmount?:int
    PriceGroup = priceGroupNumber!:int description?:string priceIncl?:long priceExcl?:long
          discountPercentage?:int minimumAmount?:int
    Barcode = barcodeId?:long description?:string barcode?:string barcodeDate?:SoapMplusDate quantity?:long
          decimalPlaces?:int contentUnit?:string contentQuantity?:long contentQuantityDecimalPlaces?:int
          purchasePrice?:long priceIncl?:long priceExcl?:long isCurrent?:boolean
    Workplace = workplaceNumber!:int workplaceName!:string isMobile!:boolean workplaceType?:string
          isSlave?:boolean lastSlaveSync?:SoapMplusDateTime priceGroupNumber?:int extWorkplaceId?:string
    """

  static let enumerations = """
    SlaveApiType = NO-SLAVE-API BRANCH-SLAVE-API WORKPLACE-SLAVE-API
    CreateProductResult = CREATE-PRODUCT-RESULT-OK CREATE-PRODUCT-RESULT-FAILED
          CREATE-PRODUCT-RESULT-FAILED-PRODUCT-NUMBER-ALREADY-TAKEN
          CREATE-PRODUCT-RESULT-FAILED-ARTICLE-NUMBER-ALREADY-TAKEN
    UpdateProductResult = UPDATE-PRODUCT-RESULT-OK UPDATE-PRODUCT-RESULT-NOT-FOUND
          UPDATE-PRODUCT-RESULT-NOT-ALLOWED UPDATE-PRODUCT-RESULT-FAILED
          UPDATE-PRODUCT-RESULT-FAILED-ARTICLE-NUMBER-ALREADY-TAKEN
    NewArticleGroupResult = NEW-ARTICLE-GROUP-RESULT-OK NEW-ARTICLE-GROUP-RESULT-PARENT-NOTFOUND
          NEW-ARTICLE-GROUP-RESULT-FAILED
    UpdateArticleGroupResult = SAVE-ARTICLE-GROUP-RESULT-OK SAVE-ARTICLE-GROUP-RESULT-NOT-FOUND
          SAVE-ARTICLE-GROUP-RESULT-FAILED
    UpdateStockResult = UPDATE-STOCK-RESULT-OK UPDATE-STOCK-RESULT-BRANCH-NOT-FOUND
          UPDATE-STOCK-RESULT-ARTICLE-NOT-FOUND UPDATE-STOCK-RESULT-NO-STOCK-ARTICLE UPDATE-STOCK-RESULT-FAILED
    SetStockResult = SET-STOCK-RESULT-OK SET-STOCK-RESULT-BRANCH-NOT-FOUND SET-STOCK-RESULT-ARTICLE-NOT-FOUND
          SET-STOCK-RESULT-NO-STOCK-ARTICLE SET-STOCK-RESULT-FAILED
    VatMethod = VAT-METHOD-INCLUSIVE VAT-METHOD-EXCLUSIVE VAT-METHOD-SHIFTED VAT-METHOD-NONE
    FindRelationResult = FIND-RELATION-RESULT-OK FIND-RELATION-RESULT-NOT-FOUND
    GetRelationResult = GET-RELATION-RESULT-OK GET-RELATION-RESULT-NOT-FOUND
    CreateRelationResult = CREATE-RELATION-RESULT-OK CREATE-RELATION-RESULT-FAILED
          CREATE-RELATION-RESULT-FAILED-RELATION-NUMBER-ALREADY-TAKEN
    UpdateRelationResult = UPDATE-RELATION-RESULT-OK UPDATE-RELATION-RESULT-NOT-FOUND
          UPDATE-RELATION-RESULT-FAILED
    OrderType = ORDER-TYPE-SALES-ORDER ORDER-TYPE-REPEAT-SALES-ORDER ORDER-TYPE-EXTERNAL-SALES-ORDER
          ORDER-TYPE-TABLE-ORDER ORDER-TYPE-CAFETERIA-ORDER
    OrderDeliveryState = ORDER-DELIVERY-STATE-NOTHING ORDER-DELIVERY-STATE-PARTIAL ORDER-DELIVERY-STATE-COMPLETE
    OrderCancelState = ORDER-CANCEL-STATE-NOTHING ORDER-CANCEL-STATE-PARTIAL ORDER-CANCEL-STATE-COMPLETE
    OrderCompleteState = ORDER-COMPLETE-STATE-NOTHING ORDER-COMPLETE-STATE-PARTIAL
          ORDER-COMPLETE-STATE-PARTIAL-DELIVERY-PENDING ORDER-COMPLETE-STATE-COMPLETE
    VatChange = VAT-CHANGE-TAKE-OUT VAT-CHANGE-EAT-HERE VAT-CHANGE-CUSTOM-TAKE-OUT VAT-CHANGE-CUSTOM-EAT-HERE
    CreateOrderResult = CREATE-ORDER-RESULT-OK CREATE-ORDER-RESULT-EXT-ORDER-ID-ALREADY-EXISTS
          CREATE-ORDER-RESULT-FAILED CREATE-ORDER-RESULT-PAYMENT-FAILED
    IdempotencyResult = IDEMPOTENCY-RESULT-ORIGINAL-RESPONSE IDEMPOTENCY-RESULT-REPLAY-RESPONSE
    PayOrderResult = PAY-ORDER-RESULT-OK PAY-ORDER-RESULT-FAILED PAY-ORDER-RESULT-ORDER-HAS-CHANGED
          PAY-ORDER-RESULT-PAYMENT-INSUFFICIENT PAY-ORDER-RESULT-ORDER-ALREADY-INVOICED
    UpdateOrderResult = UPDATE-ORDER-RESULT-OK UPDATE-ORDER-RESULT-NOT-FOUND
          UPDATE-ORDER-RESULT-ORDER-HAS-CHANGED UPDATE-ORDER-RESULT-NO-CHANGES UPDATE-ORDER-RESULT-FAILED
    GetOrderResult = GET-ORDER-RESULT-OK GET-ORDER-RESULT-NOT-FOUND
    InvoiceType = INVOICE-TYPE-INVOICE INVOICE-TYPE-DIRECT-INVOICE INVOICE-TYPE-CREDIT-INVOICE
          INVOICE-TYPE-REPEATING-INVOICE
    InvoiceState = INVOICE-STATE-OUTSTANDING INVOICE-STATE-PARTLY-PAID INVOICE-STATE-PAID INVOICE-STATE-HANDLED
          INVOICE-STATE-OUTSTANDING-CREDIT
    GetInvoiceResult = GET-INVOICE-RESULT-OK GET-INVOICE-RESULT-NOT-FOUND
    SaveInvoiceResult = SAVE-INVOICE-RESULT-OK SAVE-INVOICE-RESULT-NOT-FOUND
          SAVE-INVOICE-RESULT-INVOICE-HAS-CHANGED SAVE-INVOICE-RESULT-FAILED
          SAVE-INVOICE-RESULT-EXT-INVOICE-ID-ALREADY-EXISTS
    CancelOrderResult = CANCEL-ORDER-RESULT-OK CANCEL-ORDER-RESULT-FAILED CANCEL-ORDER-RESULT-NOT-FOUND
          CANCEL-ORDER-RESULT-PENDING CANCEL-ORDER-RESULT-ALREADY-CANCELLED CANCEL-ORDER-RESULT-UNDO-CANCEL-OK
    DeliverOrderTurnoverType = DELIVER-ORDER-TURNOVER-TYPE-INVOICE DELIVER-ORDER-TURNOVER-TYPE-RECEIPT
    DeliverOrderResult = DELIVER-ORDER-RESULT-OK DELIVER-ORDER-RESULT-ALREADY-DELIVERED
          DELIVER-ORDER-RESULT-FAILED
    PaymentMethodType = PAYMENT-METHOD-TYPE-PAYMENT PAYMENT-METHOD-TYPE-EFT PAYMENT-METHOD-TYPE-SUSPENSE
          PAYMENT-METHOD-TYPE-DEPOSIT PAYMENT-METHOD-TYPE-AUTO-DEPOSIT PAYMENT-METHOD-TYPE-BPE
          PAYMENT-METHOD-TYPE-BPE-NO-STOCK PAYMENT-METHOD-TYPE-VOUCHER-BPE PAYMENT-METHOD-TYPE-VOUCHER-BOOK-BPE
    StockHistoryType = STOCK-HISTORY-TYPE-API STOCK-HISTORY-TYPE-CORRECTION STOCK-HISTORY-TYPE-DELIVERY
          STOCK-HISTORY-TYPE-INTERNAL-DELIVERY STOCK-HISTORY-TYPE-INTERNAL-SHIPMENT STOCK-HISTORY-TYPE-MANUAL
          STOCK-HISTORY-TYPE-SALES STOCK-HISTORY-TYPE-UNKNOWN
    ArticleSpecialPrice = PRICE-NORMAL PRICE-FREE PRICE-ASK-POSITIVE PRICE-ASK-NEGATIVE
          PRICE-ASK-POSITIVE-NO-POPUP PRICE-ASK-NEGATIVE-NO-POPUP PRICE-NOT-FOR-SALE PRICE-BARCODE-PRICE
          PRICE-NOT-SET PRICE-NOT-FOR-SALE-VISIBLE
    ArticleAskFor = ASK-FOR-NOTHING ASK-FOR-DESCRIPTION ASK-FOR-EXTRA ASK-FOR-DESCRIPTION-AND-EXTRA
          ASK-FOR-QUANTITY
    SpecialBehaviour = NONE INTAKE-ARTICLE
    DataType = DATA-TYPE-STRING DATA-TYPE-INT DATA-TYPE-DECIMAL DATA-TYPE-BOOL DATA-TYPE-DATE DATA-TYPE-DATETIME
          DATA-TYPE-ARRAY DATA-TYPE-MULTISELECTINT DATA-TYPE-UNKNOWN DATA-TYPE-TEXT-ARRAY
    LineType = LINE-TYPE-NONE LINE-TYPE-PREPARATION LINE-TYPE-COMPONENT
    SubLineTypeV2 = SUB-LINE-TYPE-V2-NONE SUB-LINE-TYPE-V2-PREPARATION SUB-LINE-TYPE-V2-COMPONENT
          SUB-LINE-TYPE-V2-PERSON-ARTICLE SUB-LINE-TYPE-V2-MEASUREMENT SUB-LINE-TYPE-V2-PREPARATION-COMPONENT
          SUB-LINE-TYPE-V2-ADDRESS-TEXT-LINE
    LineKind = LINE-KIND-DEFAULT LINE-KIND-SUBTOTAL LINE-KIND-HEADER LINE-KIND-SECONDARY-HEADER
    TurnoverGroupType = TURNOVER-GROUP-TYPE-TURNOVER TURNOVER-GROUP-TYPE-PAYMENT TURNOVER-GROUP-TYPE-SUSPENSE
          TURNOVER-GROUP-TYPE-CASH-INFLOW TURNOVER-GROUP-TYPE-CASH-OUTFLOW TURNOVER-GROUP-TYPE-BALANCE-UPGRADE
          TURNOVER-GROUP-TYPE-UNKNOWN TURNOVER-GROUP-TYPE-REFUNDABLE-DEPOSIT
    DiscountType = DISCOUNT-TYPE-NONE DISCOUNT-TYPE-PRICE-GROUP DISCOUNT-TYPE-SALES-PRICE
          DISCOUNT-TYPE-CUSTOMER-DISCOUNT DISCOUNT-TYPE-BRANCH-PRICE DISCOUNT-TYPE-EXTERNAL-DISCOUNT
          DISCOUNT-TYPE-SALE-PROMOTION DISCOUNT-TYPE-SALE-PROMOTION-RETOUR
          DISCOUNT-TYPE-SALE-PROMOTION-FREE-ARTICLE
    PriceType = PRICE-TYPE-UNKNOWN PRICE-TYPE-ARTICLE PRICE-TYPE-SPECIAL PRICE-TYPE-POINT PRICE-TYPE-PAYMENT
          PRICE-TYPE-BRANCH PRICE-TYPE-MENU-MAIN-ARTICLE PRICE-TYPE-SUB-ADDITION PRICE-TYPE-EXCHANGE-RATE-BUY
          PRICE-TYPE-EXCHANGE-RATE-SELL PRICE-TYPE-GIFT-CARD PRICE-TYPE-SALES-PROMOTIONS-PACKAGE
          PRICE-TYPE-FIXED
    """
}
